using System.Text.Json.Nodes;
using Clients.Support;
using Scenarios.Support;

namespace Clients;

/// <summary>Runs, models and the endpoint: asked for, looked at, approved, used.</summary>
internal static class RunSteps
{
    public static IReadOnlyList<(string Name, Func<StepContext, Task> Run)> All { get; } =
    [
        ("sts: who am I", IdentityAsync),
        ("stepfunctions: list and describe executions", ExecutionsAsync),
        ("stepfunctions: history, backwards and by page", HistoryAsync),
        ("events: ask for a run on the bus", AskAsync),
        ("sagemaker: jobs, and wait for one", JobsAsync),
        ("sagemaker: list and approve model packages", PackagesAsync),
        ("sagemaker: describe and wait for the endpoint", EndpointAsync),
        ("sagemaker-runtime: invoke the endpoint", InvokeAsync),
        ("lambda: list and invoke functions", FunctionsAsync),
    ];

    private static async Task IdentityAsync(StepContext step)
    {
        var identity = await step.CallAsync("sts", "GetCallerIdentity", []);

        Assert.Equal(("000000000000", "arn:aws:iam::000000000000:root"), ((string)identity["Account"]!, (string)identity["Arn"]!));
    }

    private static async Task ExecutionsAsync(StepContext step)
    {
        var machines = (await step.CallAsync("stepfunctions", "ListStateMachines", []))["stateMachines"]!.AsArray();
        Assert.Contains(machines, machine => (string)machine!["stateMachineArn"]! == step.App.Machine);
        var executions = (await step.CallAsync("stepfunctions", "ListExecutions", new() { ["stateMachineArn"] = step.App.Machine, ["statusFilter"] = "SUCCEEDED" }))["executions"]!.AsArray();
        Assert.Contains(executions, execution => (string)execution!["executionArn"]! == step.App.Execution);
        var described = await step.CallAsync("stepfunctions", "DescribeExecution", new() { ["executionArn"] = step.App.Execution });
        Assert.Equal(("SUCCEEDED", "ridership"), ((string)described["status"]!, (string)JsonNode.Parse((string)described["input"]!)!["pipeline"]!));
    }

    private static async Task HistoryAsync(StepContext step)
    {
        var newest = (await step.CallAsync("stepfunctions", "GetExecutionHistory", new() { ["executionArn"] = step.App.Execution, ["reverseOrder"] = true, ["maxResults"] = 3 }))["events"]!.AsArray();
        Assert.Equal("ExecutionSucceeded", (string)newest[0]!["type"]!);

        var types = (await step.MakeAsync("historyByPage", "stepfunctions", "", new() { ["executionArn"] = step.App.Execution })).AsArray().Select(type => (string)type!).ToList();
        Assert.Equal((int)newest[0]!["id"]!, types.Count);
        Assert.Equal(("ExecutionStarted", "ExecutionSucceeded"), (types[0], types[^1]));
    }

    private static async Task AskAsync(StepContext step)
    {
        var id = step.Id;
        var put = await step.CallAsync("events", "PutEvents", new()
        {
            ["Entries"] = new JsonArray(new JsonObject
            {
                ["EventBusName"] = step.App.Product.Bus,
                ["Source"] = "tests.clients",
                ["DetailType"] = "mlops.retrain.requested",
                ["Detail"] = new JsonObject { ["pipeline"] = Deployment.Pipeline, ["requestId"] = id }.ToJsonString(),
            }),
        });
        Assert.Equal(0, (int)put["FailedEntryCount"]!);

        var execution = $"{step.App.Machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:manual-{id}";
        var ended = await Until.FoundAsync($"{execution} to end", async () =>
            (await step.DoAsync(new("stepfunctions", "DescribeExecution", new() { ["executionArn"] = execution }))).Output is { } described && (string)described["status"]! != "RUNNING" ? described : null);
        Assert.Equal("SUCCEEDED", (string)ended["status"]!);
    }

    private static async Task JobsAsync(StepContext step)
    {
        var training = Assert.Single((await step.CallAsync("sagemaker", "ListTrainingJobs", []))["TrainingJobSummaries"]!.AsArray())!;
        var described = await step.CallAsync("sagemaker", "DescribeTrainingJob", new() { ["TrainingJobName"] = (string)training["TrainingJobName"]! });
        Assert.Equal("Completed", (string)described["TrainingJobStatus"]!);
        var processing = (await step.CallAsync("sagemaker", "ListProcessingJobs", new() { ["StatusEquals"] = "Completed" }))["ProcessingJobSummaries"]!.AsArray()[0]!;
        Assert.Equal("SUCCESS", (string)(await step.MakeAsync("waitForProcessingJob", "sagemaker", "", new() { ["ProcessingJobName"] = (string)processing["ProcessingJobName"]! }))!);
    }

    private static async Task PackagesAsync(StepContext step)
    {
        var packages = (await step.CallAsync("sagemaker", "ListModelPackages", new() { ["ModelPackageGroupName"] = Deployment.ModelGroup }))["ModelPackageSummaryList"]!.AsArray();
        var arn = (string)Assert.Single(packages)!["ModelPackageArn"]!;
        var property = $"approved-by-{step.Id}";
        await step.CallAsync("sagemaker", "UpdateModelPackage", new()
        {
            ["ModelPackageArn"] = arn,
            ["ModelApprovalStatus"] = "Approved",
            ["CustomerMetadataProperties"] = new JsonObject { [property] = "yes" },
        });

        var package = await step.CallAsync("sagemaker", "DescribeModelPackage", new() { ["ModelPackageName"] = arn });
        Assert.Equal(("Approved", "yes"), ((string)package["ModelApprovalStatus"]!, (string)package["CustomerMetadataProperties"]![property]!));
    }

    private static async Task EndpointAsync(StepContext step)
    {
        var named = new JsonObject { ["EndpointName"] = Deployment.Endpoint };
        Assert.Equal("SUCCESS", (string)(await step.MakeAsync("waitForEndpoint", "sagemaker", "", named))!);

        var endpoint = await step.CallAsync("sagemaker", "DescribeEndpoint", named);
        Assert.Equal("InService", (string)endpoint["EndpointStatus"]!);
    }

    private static async Task InvokeAsync(StepContext step)
    {
        var answer = await step.CallAsync("sagemaker-runtime", "InvokeEndpoint", new()
        {
            ["EndpointName"] = Deployment.Endpoint,
            ["ContentType"] = "text/csv",
            ["Accept"] = "application/json",
            ["Body"] = Ridership.Questions("2003-01"),
        });

        Assert.Equal(31, JsonNode.Parse((string)answer["Body"]!)!["predictions"]!.AsArray().Count);
    }

    private static async Task FunctionsAsync(StepContext step)
    {
        var function = step.App.PhysicalId("TriggersRequestFunction");
        var listed = (await step.CallAsync("lambda", "ListFunctions", []))["Functions"]!.AsArray();
        Assert.Contains(listed, one => (string)one!["FunctionName"]! == function);

        var answer = await step.CallAsync("lambda", "Invoke", new() { ["FunctionName"] = function, ["Payload"] = "{\"detail\":{}}", ["LogType"] = "Tail" });
        Assert.Equal("Unhandled", (string)answer["FunctionError"]!);
        Assert.Contains("errorType", (string)answer["Payload"]!, StringComparison.Ordinal);
        Assert.Contains("REPORT RequestId:", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)answer["LogResult"]!)), StringComparison.Ordinal);
    }
}
