using System.Diagnostics;
using Mlops.Bench.Common;

namespace Mlops.Bench.ColdStart;

/// <summary>One way to run the function: a command and its environment, and what was measured of it.</summary>
internal sealed record Contestant(string Name, bool IsSecure, string[] Command, Dictionary<string, string> Environment)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Milliseconds from the start of the process to its answer.</summary>
    public Sample Time { get; } = new();

    /// <summary>MiB.</summary>
    public Sample Memory { get; } = new();

    public async Task RunAsync(FakeCloud cloud, bool isCounted)
    {
        var (runtime, answered) = cloud.Expect();
        var start = new ProcessStartInfo(Command[0], Command[1..]) { RedirectStandardOutput = true };
        start.Environment.Clear();
        foreach (var (name, value) in Variables(runtime, IsSecure ? cloud.Https : cloud.Http).Concat(Environment))
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Command[0]} does not start.");
        try
        {
            var answer = await answered.WaitAsync(Limit, TimeProvider.System);
            var peak = ProcessMemory.Peak(process.Id);
            Check(answer);
            if (isCounted)
            {
                Time.Add(Stopwatch.GetElapsedTime(began, answer.At).TotalMilliseconds);
                Memory.Add(peak);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    // Times only count for the same work.
    private void Check(Answer answer)
    {
        if (!answer.IsResponse || answer.Body.Replace(" ", "", StringComparison.Ordinal) != """{"quiet":true,"wait":0}""")
        {
            throw new InvalidOperationException($"{Name} answered {answer.Body}.");
        }
    }

    private static Dictionary<string, string> Variables(string runtime, string endpoint) => new()
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["LANG"] = "C.UTF-8",
        ["AWS_LAMBDA_RUNTIME_API"] = runtime,
        ["_HANDLER"] = "settle",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_DEFAULT_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_SESSION_TOKEN"] = "token",
        ["AWS_ENDPOINT_URL"] = endpoint,
        ["PIPELINE"] = "ridership",
        ["DATA_BUCKET"] = "data",
        ["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true",
        ["SETTLE_SECONDS"] = "60",
    };
}
