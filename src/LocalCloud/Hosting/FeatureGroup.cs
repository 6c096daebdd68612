namespace LocalCloud.Hosting;

/// <summary>A kind of feature and those that are served, in the words of AWS; <c>docs/feature-support.md</c> has them line by line.</summary>
public sealed record FeatureGroup(string Name, IReadOnlyList<string> Features);
