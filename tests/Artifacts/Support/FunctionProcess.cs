using System.Diagnostics;
using Aws.Tests.Support;

namespace Artifacts.Support;

/// <summary>The functions' executable, started as Lambda starts it, against a Runtime API that hands it one event.</summary>
internal static class FunctionProcess
{
    /// <summary>What the function posts for the event.</summary>
    public static async Task<SentRequest> AnswerAsync(string[] command, string handler, string payload, Dictionary<string, string> variables)
    {
        await using var runtime = await RuntimeApi.StartAsync();
        runtime.Invoke(payload, new() { ["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:000000000000:function:test" });
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in Environment(runtime, handler).Concat(variables))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            var posted = runtime.PostedAsync();
            await Task.WhenAny(posted, process.WaitForExitAsync(TestContext.Current.CancellationToken));
            Assert.False(process.HasExited, process.HasExited ? await output + await error : "");
            return await posted;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Dictionary<string, string> Environment(RuntimeApi runtime, string handler) => new()
    {
        ["AWS_LAMBDA_RUNTIME_API"] = runtime.HostAndPort,
        ["_HANDLER"] = handler,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["PIPELINE"] = "demand",
        ["DATA_BUCKET"] = "data",
        ["RETRAIN_MACHINE_ARN"] = "arn:aws:states:us-east-1:000000000000:stateMachine:mlops-demand-retrain",
        ["SETTLE_SECONDS"] = "60",
    };
}
