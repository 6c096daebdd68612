using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>Starts a function's process with the environment that Lambda's provided.al2023 runtime promises.</summary>
internal sealed class WorkerFactory(ComputeContext context, CodeStore code, WorkerDirectory directory, RequestIds ids, LambdaLogs logs)
{
    /// <summary>Path prefix, on the cloud's own endpoint, under which workers find the Runtime API.</summary>
    public const string RuntimePath = "/_lambda/";

    /// <summary>Null when the package has no bootstrap that could be started.</summary>
    public LambdaWorker? Start(FunctionConfiguration function)
    {
        var id = ids.NextWorker();
        var worker = new LambdaWorker(id, function.FunctionArn, function.RevisionId, logs.NewStream(function, id));
        var folder = code.FolderOf(function.CodeSha256);
        var start = new ProcessStart
        {
            FileName = Path.Combine(folder, "bootstrap"),
            WorkingFolder = folder,
            Environment = Environment(function, folder, worker),
        };
        directory.Add(worker);
        try
        {
            worker.Attach(ChildProcess.Start(start, line => Write(function, worker, line), context.Supervision));
            if (directory.IsClosed)
            {
                // Closed after the check of Add: whoever ended the others may have come before this process was there.
                _ = worker.EndAsync();
            }

            return worker;
        }
        catch (Exception exception) when (exception is FileNotFoundException or System.ComponentModel.Win32Exception)
        {
            directory.Remove(worker);
            Write(function, worker, exception.Message);
            return null;
        }
    }

    private void Write(FunctionConfiguration function, LambdaWorker worker, string line)
    {
        worker.Tail.Add(line);
        logs.Write(function, worker.LogStream, line);
    }

    private Dictionary<string, string> Environment(FunctionConfiguration function, string folder, LambdaWorker worker)
    {
        var environment = context.EnvironmentFor(context.Roles.Issue(function.Role, function.FunctionName));
        foreach (var (name, value) in function.Environment?.Variables ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        environment["AWS_LAMBDA_RUNTIME_API"] = context.Identity.Endpoint.Authority + RuntimePath + worker.Id;
        environment["_HANDLER"] = function.Handler;
        environment["LAMBDA_TASK_ROOT"] = folder;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = function.FunctionName;
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(System.Globalization.CultureInfo.InvariantCulture);
        environment["AWS_LAMBDA_FUNCTION_VERSION"] = function.Version;
        environment["AWS_LAMBDA_LOG_GROUP_NAME"] = function.LoggingConfig.LogGroup;
        environment["AWS_LAMBDA_LOG_STREAM_NAME"] = worker.LogStream;
        environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        environment["TZ"] = ":UTC";
        return environment;
    }
}
