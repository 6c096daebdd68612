namespace Mlops.Functions.Storage;

/// <summary>An execution goes on without the lease that it needs: another one took it over.</summary>
public sealed class LeaseLostException(string key, string execution, string? holder)
    : Exception($"{execution} no longer holds {key}; its holder is {holder ?? "nobody"}. Start a new execution.");
