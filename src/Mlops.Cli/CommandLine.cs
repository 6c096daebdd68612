using System.CommandLine;
using System.Net.Sockets;
using Amazon.Runtime;
using LocalCloud.CloudFormation;
using Mlops.Cli.Commands;

namespace Mlops.Cli;

/// <summary>The <c>mlops</c> command line: parses, runs one command, and turns every failure into one line and an exit code.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(CliContext context, IReadOnlyList<string> arguments)
    {
        var parsed = Create(context).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                context.Output.Error(error.Message);
            }

            context.Output.Step($"'mlops {parsed.CommandResult.Command.Name} --help' shows the usage.".Replace("mlops mlops", "mlops", StringComparison.Ordinal));
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (Explain(e) is var (message, code) && message is not null)
        {
            context.Output.Error(message);
            return code;
        }
    }

    public static RootCommand Create(CliContext context)
    {
        var root = new RootCommand("Event-driven retraining on SageMaker and Step Functions, on AWS or on this machine.")
        {
            DemoCommand.Create(context),
            UpCommand.Create(context),
            DownCommand.Create(context),
            SynthCommand.Create(context),
            PutCommand.Create(context),
            RunsCommand.Create(context),
            RunCommand.Create(context),
            InvokeCommand.Create(context),
            EndpointCommand.Create(context),
            ValidateCommand.Create(context),
            DoctorCommand.Create(context),
            LocalCloudCommand.Create(context),
        };
        root.With(
            "mlops demo                           # the whole loop on this machine, on real data",
            "mlops test                           # every test",
            "mlops up && mlops put data/*.csv     # drop data and watch: mlops run latest");
        ExampleHelp.Install(root);
        return root;
    }

    internal static (string? Message, int Code) Explain(Exception e) => e switch
    {
        CliException cli => (cli.Message, cli.ExitCode),
        TemplateException template => (template.Message, ExitCode.Usage),
        DeploymentException deployment => (deployment.Message, ExitCode.Failure),
        OperationCanceledException => ("Stopped.", 130),
        AmazonClientException { InnerException: HttpRequestException { InnerException: SocketException } } =>
            ("The endpoint does not answer. Start a LocalCloud with 'mlops up', or check --endpoint and AWS_ENDPOINT_URL.", ExitCode.Usage),
        AmazonServiceException service => ($"{service.ErrorCode}: {service.Message}", ExitCode.Failure),
        AmazonClientException client => (client.Message, ExitCode.Usage),
        HttpRequestException { InnerException: SocketException } =>
            ("The endpoint does not answer. Start a LocalCloud with 'mlops up', or check --endpoint and AWS_ENDPOINT_URL.", ExitCode.Usage),
        IOException { HResult: DiskFull } disk => ($"The disk is full: {disk.Message}", ExitCode.Usage),
        FileNotFoundException file => (file.Message, ExitCode.Usage),
        UnauthorizedAccessException denied => (denied.Message, ExitCode.Usage),
        _ => (null, ExitCode.Failure),
    };

    /// <summary>ENOSPC as the runtime reports it.</summary>
    private const int DiskFull = 28;
}
