using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>What functions, and Lambda itself about them, write: into the function's log group, as the function's role.</summary>
internal sealed class LambdaLogs(ComputeContext context)
{
    private const string NoWorker = "asynchronous-invocations";

    /// <summary>The stream of one execution environment, such as <c>2026/11/24/[$LATEST]0123456789abcdef0123456789abcdef</c>.</summary>
    public string NewStream(FunctionConfiguration function, string worker)
    {
        // A worker's id is its secret, which a log must not tell.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(worker));
        return Stream(function, Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    public void Write(FunctionConfiguration function, string stream, string line) =>
        context.Logs?.Write(context.Roles.SessionOf(function.Role, function.FunctionName), new LogDestination(function.LoggingConfig.LogGroup, stream), line);

    /// <summary>Writes what is about none of the function's execution environments.</summary>
    public void Write(FunctionConfiguration function, string line) => Write(function, Stream(function, NoWorker), line);

    private string Stream(FunctionConfiguration function, string name) =>
        context.Time.GetUtcNow().UtcDateTime.ToString("yyyy/MM/dd/", CultureInfo.InvariantCulture) + $"[{function.Version}]{name}";
}
