using System.Text;
using Mlops.Algorithm.Evaluating;
using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Monitoring;
using Mlops.Algorithm.Preparation;
using Mlops.Algorithm.Profiling;
using Mlops.Algorithm.Serving;

namespace Mlops.Algorithm.Jobs;

/// <summary>Chooses the job by the first argument, as SageMaker passes it, and turns its outcome into an exit code and, when it failed, the files that SageMaker reads the reason from.</summary>
internal sealed class CommandLine(ContainerEnvironment environment, TextWriter output, TextWriter error)
{
    public const int Failed = 1;
    public const int Misused = 2;

    /// <summary>What a shell reports for a process that SIGTERM ended.</summary>
    public const int Terminated = 143;

    private const int LongestReason = 1024;

    private const string Usage = """
        Usage: Mlops.Algorithm prepare | train | evaluate | serve | monitor | profile

          prepare    checks raw data and splits it into train, validation and holdout
          train      fits the model on the channels train and validation
          evaluate   compares challenger and champion on the holdout
          serve      answers /ping and /invocations
          monitor    judges captured requests for drift and loss of quality
          profile    says what raw data holds, for a contract to be inferred from

        Files are read and written under /opt/ml as SageMaker lays them out; ML_ROOT moves that folder.
        """;

    private static ReadOnlySpan<byte> Ellipsis => "…"u8;

    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args is ["--help" or "-h" or "help"])
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (args is not [var command] || Job(command) is not { } job)
        {
            await error.WriteLineAsync($"Unknown command '{string.Join(' ', args)}': use one of prepare, train, evaluate, serve, monitor, profile.");
            return Misused;
        }

        return await RunAsync(command, job, cancellationToken);
    }

    private Func<CancellationToken, Task>? Job(string command) => command switch
    {
        "prepare" => Synchronous(new PrepareCommand(environment.Paths, output).Run),
        "train" => Synchronous(new TrainCommand(environment.Paths, output).Run),
        "evaluate" => Synchronous(new EvaluateCommand(environment.Paths, output).Run),
        "monitor" => Synchronous(new MonitorCommand(environment.Paths, output).Run),
        "profile" => Synchronous(new ProfileCommand(environment.Paths, output).Run),
        "serve" => new ServeCommand(environment.Paths, environment.Address, environment.Port).RunAsync,
        _ => null,
    };

    private async Task<int> RunAsync(string command, Func<CancellationToken, Task> job, CancellationToken cancellationToken)
    {
        try
        {
            await job(cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync($"{command} was stopped; nothing was written.");
            return Terminated;
        }
        catch (Exception exception)
        {
            // A bug shows where it happened; a failure that its owner can act on shows only the reason.
            return await FailAsync(exception is JobFailedException ? exception.Message : exception.ToString());
        }
    }

    private async Task<int> FailAsync(string reason)
    {
        await error.WriteLineAsync(reason);
        var content = Shorten(reason);
        foreach (var file in (string[])[environment.Paths.Failure, environment.Paths.Message])
        {
            try
            {
                OutputFiles.Write(file, content);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"The reason could not be written to {file}: {exception.Message}");
            }
        }

        return Failed;
    }

    // SageMaker keeps 1 KB of a file, and fails a processing job whose message is cut within a character.
    private static byte[] Shorten(string reason)
    {
        var content = Encoding.UTF8.GetBytes(reason);
        if (content.Length <= LongestReason)
        {
            return content;
        }

        var end = LongestReason - Ellipsis.Length;
        while ((content[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return [.. content.AsSpan(0, end), .. Ellipsis];
    }

    private static Func<CancellationToken, Task> Synchronous(Action<CancellationToken> job) => cancellationToken =>
    {
        job(cancellationToken);
        return Task.CompletedTask;
    };
}
