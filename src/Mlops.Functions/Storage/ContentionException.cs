namespace Mlops.Functions.Storage;

/// <summary>Others kept changing a document; trying again later helps.</summary>
public sealed class ContentionException(string key) : Exception($"{key} was changed by others at every attempt to write it. Try again.");
