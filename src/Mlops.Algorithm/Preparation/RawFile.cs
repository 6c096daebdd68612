namespace Mlops.Algorithm.Preparation;

/// <summary>A frozen input file: the key it was uploaded under, which messages name, and where its content lies.</summary>
internal sealed record RawFile(string Key, string Path);
