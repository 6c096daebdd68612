namespace Mlops.Cli;

/// <summary>A failure to tell the user in one line: what is wrong and how to mend it.</summary>
public sealed class CliException(string message, int exitCode = ExitCode.Usage) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
