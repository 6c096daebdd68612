using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

/// <summary>Every service call of the machines, and what the alarms are made with, holds against AWS's own API models.</summary>
public sealed class RequestTests(SynthFixture synth)
{
    private const int NoModels = 3;

    [Fact]
    public async Task Requests_OfEveryMachine_HoldAgainstTheApiModels()
    {
        var requests = synth.Machines.SelectMany(machine => machine.Tasks).Select(Request).OfType<JsonNode>().ToArray();

        var (exit, output) = await CheckAsync(requests);

        Assert.SkipWhen(exit == NoModels, "python3 with botocore is not installed: the requests were not held against AWS's API models");
        Assert.Equal("", output);
        Assert.Equal(0, exit);
        Assert.Equal(23, requests.Length);
    }

    [Fact]
    public async Task Alarms_Always_HoldAgainstTheApiModels()
    {
        var alarms = new[] { synth.Foundation, synth.Pipeline, synth.Undisturbed }.SelectMany(template => AlarmRequests(template, "Alarm").Concat(AlarmRequests(template, "CompositeAlarm"))).ToArray();

        var (exit, output) = await CheckAsync(alarms);

        Assert.SkipWhen(exit == NoModels, "python3 with botocore is not installed");
        Assert.Equal("", output);
        Assert.Equal(9, alarms.Length);
    }

    /// <summary>What the machine publishes is what the job wrote: the contract's example stands for it.</summary>
    [Fact]
    public async Task Metrics_OfTheContractsExample_HoldAgainstTheApiModels()
    {
        var published = new JsonObject
        {
            ["Namespace"] = synth.Monitor.State("PublishMetrics")["Parameters"]!["Namespace"]!.DeepClone(),
            ["MetricData"] = ContractPage.Monitor.Example("// findings.json")["metrics"]!.DeepClone(),
        };

        var (exit, output) = await CheckAsync([Request("PublishMetrics", "cloudwatch", "putMetricData", published)]);

        Assert.SkipWhen(exit == NoModels, "python3 with botocore is not installed");
        Assert.Equal("", output);
    }

    [Fact]
    public async Task Check_OfABadRequest_FindsEachFault()
    {
        var bad = JsonNode.Parse("""
            { "state": "Bad", "service": "sagemaker", "operation": "createProcessingJob", "parameters": {
              "ProcessingJobName": "no_underscores", "RoleArn.$": "$.role", "Colour": "red",
              "ProcessingResources": { "ClusterConfig": { "InstanceType": "ml.none", "InstanceCount": 0, "VolumeSizeInGB": 10 } } } }
            """)!;

        var (exit, output) = await CheckAsync([bad]);

        Assert.SkipWhen(exit == NoModels, "python3 with botocore is not installed");
        Assert.Equal(5, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static JsonObject? Request(KeyValuePair<string, JsonObject> task)
    {
        var parts = ((string)task.Value["Resource"]!).Split(':');
        if (parts[2] != "states")
        {
            return null;
        }

        var (service, operation) = parts[5] == "aws-sdk" ? (parts[6], parts[7]) : (parts[5], parts[6].Split('.')[0]);
        return Request(task.Key, service == "states" ? "stepfunctions" : service, operation, task.Value["Parameters"]!.DeepClone());
    }

    private static JsonObject Request(string state, string service, string operation, JsonNode parameters)
        => new() { ["state"] = state, ["service"] = service, ["operation"] = operation, ["parameters"] = parameters };

    // CloudFormation calls the members of these requests as the API does.
    private static IEnumerable<JsonNode> AlarmRequests(Template template, string kind) => template.Resources($"AWS::CloudWatch::{kind}")
        .Select(alarm => Request(alarm.Key, "cloudwatch", kind == "Alarm" ? "putMetricAlarm" : "putCompositeAlarm", Template.Resolve(alarm.Value["Properties"]!)));

    private static async Task<(int Exit, string Output)> CheckAsync(IEnumerable<JsonNode> requests)
    {
        var start = new ProcessStartInfo("python3", Path.Combine(AppContext.BaseDirectory, "check_requests.py"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (NoModels, "");
        }

        using (process)
        {
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(requests));
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output.Trim());
        }
    }
}
