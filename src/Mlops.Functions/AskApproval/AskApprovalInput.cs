namespace Mlops.Functions.AskApproval;

/// <summary>Payload of <c>ask-approval</c>; the waits are in seconds.</summary>
public sealed record AskApprovalInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required string Token { get; init; }

    public required string Package { get; init; }

    /// <summary>The hash and the artifact that the gate passed.</summary>
    public required string Model { get; init; }

    public required string ModelData { get; init; }

    public required string Image { get; init; }

    public required long EscalateAfter { get; init; }

    public required long Timeout { get; init; }

    /// <summary>People were told before, and nobody answered.</summary>
    public required bool Again { get; init; }
}

/// <summary>Answer of <c>ask-approval</c>, which nobody reads but people: the state's result is what the token is answered with.</summary>
public sealed record AskApprovalOutput(bool Decided);
