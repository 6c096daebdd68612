using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Lambda;

/// <summary>The errors that Lambda itself answers when a function's process could not.</summary>
internal static class RuntimeErrors
{
    public const int LargestResponse = 6_291_556;

    private const int SignalBase = 128;

    public static InvocationResult TimedOut(string requestId, int seconds) =>
        Error("Sandbox.Timedout", string.Create(CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {seconds:0.00} seconds"));

    public static InvocationResult Exited(string requestId, int exitCode) => Error("Runtime.ExitError", $"RequestId: {requestId} Error: " + exitCode switch
    {
        0 => "Runtime exited without providing a reason",
        > SignalBase => $"Runtime exited with error: signal: {SignalName(exitCode - SignalBase)}",
        _ => $"Runtime exited with error: exit status {exitCode}",
    });

    public static InvocationResult NoBootstrap(string requestId) =>
        Error("Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");

    public static InvocationResult TooLarge() =>
        Error("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({LargestResponse} bytes).");

    public static InvocationResult Posted(string payload) => new(payload, "Unhandled");

    private static InvocationResult Error(string type, string message) =>
        new(new JsonObject { ["errorType"] = type, ["errorMessage"] = message }.ToJsonString(), "Unhandled");

    private static string SignalName(int signal) => signal switch
    {
        6 => "aborted",
        9 => "killed",
        11 => "segmentation fault",
        15 => "terminated",
        _ => signal.ToString(CultureInfo.InvariantCulture),
    };
}
