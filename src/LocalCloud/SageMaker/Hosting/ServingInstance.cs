using System.Net;
using System.Net.Sockets;
using LocalCloud.Processes;
using LocalCloud.SageMaker.Images;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>One process that serves a model on a loopback port; it is started again when it dies while it should serve.</summary>
internal sealed class ServingInstance(ComputeContext context, RegisteredImage image, string root, Action<string> log) : IAsyncDisposable
{
    private static readonly TimeSpan _pingInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _shortGrace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly int _port = FreePort();
    private ChildProcess? _process;
    private Task _watch = Task.CompletedTask;

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    public required Dictionary<string, string> Environment { get; init; }

    /// <summary>Returns when the container answers its ping, or why it will not.</summary>
    public async Task<string?> StartAsync(HttpClient client, TimeSpan limit, CancellationToken cancellationToken)
    {
        _process = Launch();
        if (await PingAsync(client, limit, cancellationToken) is { } problem)
        {
            return problem;
        }

        _watch = Task.Run(WatchAsync, CancellationToken.None);
        return null;
    }

    public ValueTask DisposeAsync() => new(StopAsync(CancellationToken.None));

    /// <summary>Ends the container, gently unless there is <paramref name="hurry"/>.</summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        await _stop.CancelAsync();
        await _watch;
        if (_process is not null)
        {
            await _process.StopAsync(hurry.IsCancellationRequested ? _shortGrace : _grace);
            await _process.DisposeAsync();
        }

        _stop.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private ChildProcess Launch()
    {
        Environment[image.RootVariable] = root;
        Environment["SAGEMAKER_BIND_TO_PORT"] = _port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Environment["SAGEMAKER_SAFE_PORT_RANGE"] = $"{_port}-{_port}";
        Environment.TryAdd("HOME", root);
        try
        {
            return ChildProcess.Start(
                new ProcessStart { FileName = image.Command[0], Arguments = [.. image.Command.Skip(1), "serve"], WorkingFolder = root, Environment = Environment },
                log,
                context.Supervision);
        }
        catch (Exception exception) when (exception is FileNotFoundException or System.ComponentModel.Win32Exception)
        {
            throw new FleetFailureException($"The image's command could not be started: {exception.Message}");
        }
    }

    private async Task<string?> PingAsync(HttpClient client, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, context.Supervision);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            while (!await AnswersAsync(client, either.Token))
            {
                if (_process!.Exited.IsCompleted)
                {
                    return $"its process ended with exit code {await _process.Exited}";
                }

                await Task.Delay(_pingInterval, context.Supervision, either.Token);
            }

            // Somebody else's process may have taken the port, and answered.
            return _process!.Exited.IsCompleted ? $"its process ended with exit code {await _process.Exited}" : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {limit.TotalSeconds:0} seconds";
        }
    }

    private async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(Address, "ping"), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task WatchAsync()
    {
        var pause = _firstPause;
        try
        {
            while (true)
            {
                var started = context.Supervision.GetTimestamp();
                var code = await _process!.Exited.WaitAsync(_stop.Token);
                // One that has served for a while did not fail because of how it was started.
                pause = context.Supervision.GetElapsedTime(started) > _longestPause ? _firstPause : pause;
                log($"The container ended with exit code {code}; it is started again in {pause.TotalSeconds:0} s.");
                await Task.Delay(pause, context.Supervision, _stop.Token);
                pause = pause * 2 > _longestPause ? _longestPause : pause * 2;
                await RelaunchAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The instance is being stopped.
        }
    }

    private async Task RelaunchAsync()
    {
        try
        {
            var next = Launch();
            await _process!.DisposeAsync();
            _process = next;
        }
        catch (FleetFailureException failure)
        {
            // The dead process stays, so that the next round tries again.
            log(failure.Message);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
