namespace Mlops.Infra.Configuration;

/// <summary>One thing that keeps the app from being synthesized: where it is, what is wrong and how to cure it.</summary>
public sealed record Problem(string Location, string Message)
{
    public override string ToString() => $"{Location}: {Message}";
}
