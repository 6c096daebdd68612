using System.Diagnostics;
using System.Net;
using Mlops.Bench.Common;

namespace Mlops.Bench.Serving;

/// <summary>One way to serve a model: a command and its environment, where <c>{port}</c> stands for the port to listen at.</summary>
internal sealed record Server(string Name, string[] Command, Dictionary<string, string> Environment) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new();
    private Process? _process;

    public string Url { get; private set; } = "";

    /// <summary>Milliseconds from the start of the process to the first answered ping.</summary>
    public Sample Start { get; } = new();

    /// <summary>MiB of the server's processes together, after it has answered the most that it was asked.</summary>
    public double Memory { get; private set; }

    public Dictionary<Load, List<LoadResult>> Results { get; } = [];

    public async Task StartAsync()
    {
        var port = Loopback.FreePort();
        Url = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo(Filled(Command[0], port)) { RedirectStandardOutput = true, RedirectStandardError = true };
        Command[1..].ToList().ForEach(argument => start.ArgumentList.Add(Filled(argument, port)));
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = Filled(value, port);
        }

        var began = Stopwatch.GetTimestamp();
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{Name} does not start.");
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > Limit)
            {
                throw new InvalidOperationException($"{Name} does not answer at {Url}.");
            }

            await Task.Delay(Look, TimeProvider.System);
        }

        Start.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    public async Task<double[]> PredictAsync(string rows)
    {
        using var content = new StringContent(rows, new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv"));
        using var response = await _client.PostAsync(new Uri(Url + "/invocations"), content);
        var body = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, System.Globalization.CultureInfo.InvariantCulture))];
    }

    public void Weigh() => Memory = ProcessMemory.OfTree(_process!.Id);

    public async Task StopAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public void Dispose()
    {
        _client.Dispose();
        if (_process is { } process && !HasEnded(process))
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(Url + "/ping"));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static bool HasEnded(Process process)
    {
        try
        {
            return process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static string Filled(string text, int port) => text.Replace("{port}", $"{port}", StringComparison.Ordinal);
}
