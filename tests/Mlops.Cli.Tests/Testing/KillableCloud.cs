using System.Diagnostics;
using Amazon.Runtime;
using Mlops.Cli.Local;

namespace Mlops.Cli.Tests.Testing;

/// <summary>A LocalCloud in a process of its own with one small stack, that can be killed like a machine that loses its power supply, and started again.</summary>
internal sealed class KillableCloud : IDisposable
{
    private const string Template = """
        {"Resources":{
          "Role":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"r","AssumeRolePolicyDocument":{"Version":"2012-10-17",
            "Statement":[{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole"}]}}},
          "Bucket":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"data","VersioningConfiguration":{"Status":"Enabled"},
            "NotificationConfiguration":{"EventBridgeConfiguration":{"EventBridgeEnabled":true}}}},
          "Events":{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"events"}},
          "Messages":{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"messages"}},
          "Policy":{"Type":"AWS::SQS::QueuePolicy","Properties":{"Queues":[{"Ref":"Events"}],"PolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"}]}}},
          "Rule":{"Type":"AWS::Events::Rule","Properties":{"Name":"created","EventPattern":{"source":["aws.s3"],"detail-type":["Object Created"]},
            "State":"ENABLED","Targets":[{"Id":"q","Arn":{"Fn::GetAtt":["Events","Arn"]}}]}},
          "Machine":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"StateMachineName":"m","RoleArn":{"Fn::GetAtt":["Role","Arn"]},
            "DefinitionString":"{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":1,\"Next\":\"P\"},\"P\":{\"Type\":\"Pass\",\"End\":true}}}"}}
        }}
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _root = new();
    private readonly int _port = CliProcess.FreePort();
    private Process? _process;

    public KillableCloud()
    {
        _root.File("cdk.out/template.json", Template);
        _root.File("cdk.out/manifest.json", """{"artifacts":{"stack":{"type":"aws:cloudformation:stack","properties":{"templateFile":"template.json"}}}}""");
    }

    private string State => Path.Combine(_root.Path, "state");

    /// <summary>Starts on what the last one left.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = Process.Start(Command())!;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var started = Stopwatch.GetTimestamp();
        while (LocalInstance.Running(State)?.ProcessId != _process.Id)
        {
            Assert.False(_process.HasExited, File.Exists(Daemon.ErrorFile(State)) ? File.ReadAllText(Daemon.ErrorFile(State)) : "The LocalCloud ended while it started.");
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, "The LocalCloud did not start.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Ends the process as SIGKILL does: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process!.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Points a client at the cloud; a call that fails is not repeated, so what was acknowledged is known exactly.</summary>
    public T Configured<T>(T config) where T : ClientConfig
    {
        config.ServiceURL = $"http://127.0.0.1:{_port}";
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        return config;
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _root.Dispose();
    }

    private ProcessStartInfo Command()
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _root.Path };
        string[] arguments =
        [
            Path.Combine(RepoFiles.Root, "artifacts", "bin", "Mlops.Cli", "debug", "mlops.dll"),
            "localcloud", "--state", State, "--port", $"{_port}", "--account", "000000000000", "--region", "us-east-1",
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["MLOPS_ROOT"] = _root.Path;
        return start;
    }
}
