using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Tests.StepFunctions;

public sealed class ResumeTests
{
    [Fact]
    public async Task Engine_KilledDuringAJob_AttachesToItAgain()
    {
        await using var cloud = new StepFunctionsFixture();
        var status = "InProgress";
        cloud.Answer("sagemaker:CreateTrainingJob", _ => new() { ["TrainingJobArn"] = "arn:job" });
        cloud.Answer("sagemaker:DescribeTrainingJob", _ => new() { ["TrainingJobName"] = "j", ["TrainingJobStatus"] = Volatile.Read(ref status) });
        var execution = await cloud.StartAsync(
            await cloud.CreateAsync(Machines.Task("arn:aws:states:::sagemaker:createTrainingJob.sync", """{"TrainingJobName":"j"}""")));
        await cloud.UntilAsync(() => cloud.Calls.Any(call => call.Call == "sagemaker:DescribeTrainingJob"));

        await cloud.ReopenAsync();
        Volatile.Write(ref status, "Completed");

        var end = await cloud.EndAsync(execution);
        Assert.Equal("SUCCEEDED", end["status"]!.GetValue<string>());
        Assert.Single(cloud.Calls, call => call.Call == "sagemaker:CreateTrainingJob");
        var ids = (await cloud.HistoryAsync(execution)).Select(item => item["id"]!.GetValue<long>()).ToList();
        Assert.Equal(Enumerable.Range(1, ids.Count).Select(id => (long)id), ids);
    }

    [Fact]
    public async Task Engine_KilledDuringACall_MakesTheCallAgain()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answers["lambda:Invoke"] = async (_, cancellationToken) =>
        {
            if (cloud.Calls.Count == 1)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new JsonObject { ["StatusCode"] = 200, ["Payload"] = "2" };
        };
        var execution = await cloud.StartAsync(await cloud.CreateAsync(Machines.Task("arn:aws:lambda:us-east-1:000000000000:function:f")));
        await cloud.UntilAsync(() => !cloud.Calls.IsEmpty);

        await cloud.ReopenAsync();

        Assert.Equal("2", (await cloud.EndAsync(execution))["output"]!.GetValue<string>());
        Assert.Equal(2, cloud.Calls.Count);
    }

    [Theory]
    [InlineData("2200-01-01T00:00:00.000Z", "SUCCEEDED")]
    [InlineData("2000-01-01T00:00:00.000Z", "FAILED")]
    public async Task Engine_KilledBeforeASubmissionIsNoted_FindsOnlyItsOwnJob(string created, string end)
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answers["sagemaker:CreateTrainingJob"] = async (_, cancellationToken) =>
        {
            if (cloud.Calls.Count == 1)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            throw new AwsException("ResourceInUse", 400, "Job name must be unique");
        };
        cloud.Answer("sagemaker:DescribeTrainingJob", _ => new()
        {
            ["TrainingJobName"] = "j",
            ["TrainingJobArn"] = "arn:job",
            ["CreationTime"] = created,
            ["TrainingJobStatus"] = "Completed",
        });
        var execution = await cloud.StartAsync(
            await cloud.CreateAsync(Machines.Task("arn:aws:states:::sagemaker:createTrainingJob.sync", """{"TrainingJobName":"j"}""")));
        await cloud.UntilAsync(() => !cloud.Calls.IsEmpty);

        await cloud.ReopenAsync();

        Assert.Equal(end, (await cloud.EndAsync(execution))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task TaskToken_AnsweredWhileTheEngineIsAway_IsFoundByTheNext()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("sqs:SendMessage", _ => new() { ["MessageId"] = "1" });
        var execution = await cloud.StartAsync(await cloud.CreateAsync(
            Machines.Task("arn:aws:states:::sqs:sendMessage.waitForTaskToken", """{"QueueUrl":"q","MessageBody.$":"$$.Task.Token"}""")));
        await cloud.UntilAsync(() => !cloud.Calls.IsEmpty);

        await cloud.ReopenAsync();
        await cloud.DoAsync("SendTaskFailure", new() { ["taskToken"] = cloud.Calls.First().Input["MessageBody"]!.GetValue<string>(), ["error"] = "No" });

        Assert.Equal("No", (await cloud.EndAsync(execution))["error"]!.GetValue<string>());
        await cloud.ReopenAsync(store => Assert.Empty(store.Scan("states.tokens")));
    }

    [Fact]
    public async Task Job_OfANameThatWasTakenBefore_IsRefused()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("sagemaker:CreateTrainingJob", _ => throw new LocalCloud.Api.AwsException("ResourceInUse", 400, "Job name must be unique."));

        var end = await cloud.RunAsync(Machines.Task("arn:aws:states:::sagemaker:createTrainingJob.sync", """{"TrainingJobName":"j"}"""));

        Assert.Equal("SageMaker.ResourceInUseException", end["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Job_OnAVeryFastClock_IsNotAskedAfterWithoutPause()
    {
        await using var cloud = new StepFunctionsFixture(new LocalCloud.Time.VirtualTimeProvider(1_000_000, DateTimeOffset.UnixEpoch));
        var asked = 0;
        cloud.Answer("sagemaker:CreateTrainingJob", _ => new() { ["TrainingJobArn"] = "arn:job" });
        cloud.Answer("sagemaker:DescribeTrainingJob", _ => new()
        {
            ["TrainingJobName"] = "j",
            ["TrainingJobStatus"] = Interlocked.Increment(ref asked) < 5 ? "InProgress" : "Completed",
        });
        var started = TimeProvider.System.GetTimestamp();

        await cloud.RunAsync(Machines.Task("arn:aws:states:::sagemaker:createTrainingJob.sync", """{"TrainingJobName":"j"}"""));

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromMilliseconds(195), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Execution_ThatCannotGoOn_HasFailed()
    {
        await using var cloud = new StepFunctionsFixture();
        var execution = await cloud.StartAsync(await cloud.CreateAsync(Machines.Endless));

        await cloud.ReopenAsync(store =>
        {
            var document = store.Get("states.executions", execution)!;
            document["definition"] = "{}";
            store.Put("states.executions", execution, document);
        });

        var end = await cloud.EndAsync(execution);
        Assert.Equal(("FAILED", "States.Runtime"), (end["status"]!.GetValue<string>(), end["error"]!.GetValue<string>()));
        Assert.Equal("ExecutionFailed", (await cloud.HistoryAsync(execution))[^1]["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task StopExecution_NothingRunsIt_StillEndsIt()
    {
        await using var cloud = new StepFunctionsFixture();
        var execution = await cloud.StartAsync(await cloud.CreateAsync(Machines.Endless));
        await cloud.ReopenWithoutResumingAsync();

        await cloud.DoAsync("StopExecution", new() { ["executionArn"] = execution, ["error"] = "Enough" });

        var end = await cloud.EndAsync(execution);
        Assert.Equal(("ABORTED", "Enough"), (end["status"]!.GetValue<string>(), end["error"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Execution_DeeplyNestedInput_IsKeptOverARestart()
    {
        await using var cloud = new StepFunctionsFixture();
        var input = new string('[', 300) + new string(']', 300);
        cloud.Answers["lambda:Invoke"] = async (_, cancellationToken) =>
        {
            if (cloud.Calls.Count == 1)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new JsonObject { ["StatusCode"] = 200, ["Payload"] = "2" };
        };
        var machine = await cloud.CreateAsync(Machines.Task("arn:aws:lambda:us-east-1:000000000000:function:f", more: "\"ResultPath\":null,"));
        var execution = await cloud.StartAsync(machine, input: input);
        await cloud.UntilAsync(() => !cloud.Calls.IsEmpty);

        await cloud.ReopenAsync();

        Assert.Equal(input, (await cloud.EndAsync(execution))["output"]!.GetValue<string>());
    }

    [Fact]
    public async Task Engine_KilledDuringAWait_StillRunsAfterwards()
    {
        await using var cloud = new StepFunctionsFixture();
        var execution = await cloud.StartAsync(await cloud.CreateAsync(Machines.Endless));

        await cloud.ReopenAsync();

        Assert.Equal("RUNNING", (await cloud.DescribeAsync(execution))["status"]!.GetValue<string>());
        await cloud.DoAsync("StopExecution", new() { ["executionArn"] = execution });
        Assert.Equal("ABORTED", (await cloud.DescribeAsync(execution))["status"]!.GetValue<string>());
    }
}
