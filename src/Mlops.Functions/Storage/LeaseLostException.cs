namespace Mlops.Functions.Storage;

/// <summary>An execution goes on without the lease that it needs: another one took it over, or its run was closed.</summary>
public sealed class LeaseLostException : Exception
{
    private LeaseLostException(string message)
        : base(message)
    {
    }

    public static LeaseLostException Held(string key, string execution, string? holder) =>
        new($"{execution} no longer holds {key}; its holder is {holder ?? "nobody"}. Start a new execution.");

    public static LeaseLostException Closed(string execution, string run) =>
        new($"Run {run} of {execution} is closed and holds no lease. A closed run cannot be redriven: start a new execution.");
}
