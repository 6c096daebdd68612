using LocalCloud.Processes;
using LocalCloud.SageMaker.Images;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>
/// Runs a job's command with <c>/opt/ml</c> at a folder of its own. A job that is stopped, or has run too long, gets SIGTERM
/// and two minutes to save what it has.
/// </summary>
internal sealed class JobProcess(SageMakerContext context)
{
    private const string OptMl = "/opt/ml";
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(120);

    public required RegisteredImage Image { get; init; }

    public required string Root { get; init; }

    public required IEnumerable<string> Arguments { get; init; }

    public required Dictionary<string, string> Environment { get; init; }

    public required Action<string> Line { get; init; }

    public required TimeSpan MaxRuntime { get; init; }

    /// <summary>Where a path of the container's file system is here; only paths under <c>/opt/ml</c> are anywhere.</summary>
    public static string Map(string root, string path) => path == OptMl || path.StartsWith(OptMl + "/", StringComparison.Ordinal)
        ? SafePath.Combine(root, path[OptMl.Length..].Trim('/'))
        : throw new JobFailureException($"ClientError: LocalPath {path} is not under {OptMl}; LocalCloud runs jobs as plain processes and can only move {OptMl}.");

    public async Task<JobEnd> RunAsync(RunControl control)
    {
        var supervision = context.Compute.Supervision;
        var started = supervision.GetTimestamp();
        await using var child = Start(supervision);
        try
        {
            return await SuperviseAsync(child, control, supervision);
        }
        finally
        {
            await child.KillAsync();
            context.Meter.Add(supervision.GetElapsedTime(started));
        }
    }

    private ChildProcess Start(TimeProvider supervision)
    {
        Environment[Image.RootVariable] = Root;
        Environment.TryAdd("HOME", Root);
        try
        {
            return ChildProcess.Start(
                new ProcessStart
                {
                    FileName = Image.Command[0],
                    Arguments = [.. Image.Command.Skip(1), .. Arguments],
                    WorkingFolder = Root,
                    Environment = Environment,
                },
                Line,
                supervision);
        }
        catch (Exception exception) when (exception is FileNotFoundException or System.ComponentModel.Win32Exception)
        {
            throw new JobFailureException($"ClientError: The image's command could not be started: {exception.Message}");
        }
    }

    private async Task<JobEnd> SuperviseAsync(ChildProcess child, RunControl control, TimeProvider supervision)
    {
        try
        {
            await Task.WhenAny(child.Exited, control.StopRequested).WaitAsync(MaxRuntime, supervision, control.Shutdown);
        }
        catch (TimeoutException)
        {
            await child.StopAsync(_grace);
            return new JobEnd.MaxRuntimeExceeded();
        }

        if (child.Exited.IsCompleted)
        {
            return new JobEnd.Exited(await child.Exited);
        }

        await child.StopAsync(_grace);
        return new JobEnd.Stopped();
    }
}
