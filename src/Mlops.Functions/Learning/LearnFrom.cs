namespace Mlops.Functions.Learning;

/// <summary>What the deployed pipeline learns from: the prefixes of its data, its definition's hash and its image.</summary>
internal sealed record LearnFrom(IReadOnlyList<string> Prefixes, string Definition, string Image);
