namespace Mlops.Cli;

/// <summary>What the process's exit code means.</summary>
public static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command ran and what it ran failed: a run, a deployment, a story of the demo.</summary>
    public const int Failure = 1;

    /// <summary>The input is wrong or something the command needs is missing; nothing was changed.</summary>
    public const int Usage = 2;
}
