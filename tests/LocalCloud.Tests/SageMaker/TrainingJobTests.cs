using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.SageMaker;
using LocalCloud.Tests.Processes;
using Xunit;

namespace LocalCloud.Tests.SageMaker;

public sealed class TrainingJobTests : IAsyncDisposable
{
    private readonly SageMakerFixture _sageMaker = new();

    public TrainingJobTests() => _sageMaker.Compute.Objects.Put("data/run/train/train.csv", "x,y\n");

    public ValueTask DisposeAsync() => _sageMaker.DisposeAsync();

    [Fact]
    public async Task Create_JobThatWorks_CompletesWithModelAndMetrics()
    {
        var arn = (string)(await CreateAsync())["TrainingJobArn"]!;

        var job = await EndAsync();
        Assert.Equal("arn:aws:sagemaker:us-east-1:000000000000:training-job/job-1", arn);
        Assert.Equal(("Completed", "Completed"), ((string)job["TrainingJobStatus"]!, (string)job["SecondaryStatus"]!));
        Assert.Equal("s3://artifacts/run/train/job-1/output/model.tar.gz", (string)job["ModelArtifacts"]!["S3ModelArtifacts"]!);
        Assert.Equal(("validation:mae", 1.25), ((string)job["FinalMetricDataList"]![0]!["MetricName"]!, (double)job["FinalMetricDataList"]![0]!["Value"]!));
        Assert.Equal("x,y\n{\"seed\":\"7\"}", await ModelAsync());
        Assert.Equal(["Starting", "Downloading", "Training", "Uploading", "Completed"], job["SecondaryStatusTransitions"]!.AsArray().Select(step => (string)step!["Status"]!));
        Assert.True((int)job["BillableTimeInSeconds"]! >= 1);
        Assert.True(_sageMaker.Engine.Meter.Total > TimeSpan.Zero);
    }

    [Fact]
    public async Task Create_JobThatWorks_DoesEverythingAsItsRole()
    {
        await CreateAsync();
        await EndAsync();

        Assert.Equal("arn:aws:sts::000000000000:assumed-role/job/SageMaker", Assert.Single(_sageMaker.Compute.Objects.Callers.Distinct()));
        var asked = _sageMaker.Compute.Authorizer.Asked.Select(question => (question.Principal.Arn, question.Request.Action, question.Request.Resource)).ToList();
        Assert.Contains((ComputeFixture.Caller.Arn, "sagemaker:CreateTrainingJob", "arn:aws:sagemaker:us-east-1:000000000000:training-job/job-1"), asked);
        Assert.Contains((ComputeFixture.Caller.Arn, "iam:PassRole", ComputeFixture.Role("job")), asked);
        Assert.Contains((ComputeFixture.Caller.Arn, "sagemaker:AddTags", "arn:aws:sagemaker:us-east-1:000000000000:training-job/job-1"), asked);
        Assert.Contains(("arn:aws:sts::000000000000:assumed-role/job/SageMaker", "ecr:BatchGetImage", "arn:aws:ecr:us-east-1:000000000000:repository/mlops/test"), asked);
    }

    [Fact]
    public async Task Create_JobThatFails_SaysItsReason()
    {
        await CreateAsync(input => input["Environment"] = new JsonObject { ["MODE"] = "fail" });

        var job = await EndAsync();

        Assert.Equal(("Failed", "AlgorithmError: no such column, exit code: 3"), ((string)job["TrainingJobStatus"]!, (string)job["FailureReason"]!));
        Assert.Null(job["ModelArtifacts"]);
    }

    [Fact]
    public async Task Create_NoInputObjects_FailsNamingThePrefix()
    {
        await CreateAsync(input => input["InputDataConfig"]![0]!["DataSource"]!["S3DataSource"]!["S3Uri"] = "s3://data/nothing/");

        Assert.StartsWith("ClientError: No S3 objects found under S3 URL \"s3://data/nothing/\"", (string)(await EndAsync())["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_RoleMayNotRead_FailsWithTheDenial()
    {
        _sageMaker.Compute.Objects.Denied.Add("data/run/train/train.csv");
        await CreateAsync();

        Assert.Contains("is not authorized", (string)(await EndAsync())["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_UnknownImage_FailsNamingTheRegistry()
    {
        await CreateAsync(input => input["AlgorithmSpecification"]!["TrainingImage"] = SageMakerFixture.Image.Replace(":abc", ":def", StringComparison.Ordinal));

        var reason = (string)(await EndAsync())["FailureReason"]!;
        Assert.Contains("sha256:def not found", reason, StringComparison.Ordinal);
        Assert.Contains("versions of mlops/test: sha256:abc", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_RoleMayNotPull_Fails()
    {
        _sageMaker.Compute.Authorizer.Denied.Add("ecr:BatchGetImage");
        await CreateAsync();

        Assert.Contains("ecr:BatchGetImage", (string)(await EndAsync())["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_RunsTooLong_StopsWithWhatItSaved()
    {
        await CreateAsync(input =>
        {
            input["Environment"] = new JsonObject { ["MODE"] = "hang" };
            input["StoppingCondition"] = new JsonObject { ["MaxRuntimeInSeconds"] = 1 };
        });

        var job = await EndAsync();

        Assert.Equal(("Stopped", "MaxRuntimeExceeded"), ((string)job["TrainingJobStatus"]!, (string)job["SecondaryStatus"]!));
        Assert.Equal("saved\n", await ModelAsync());
    }

    [Fact]
    public async Task Stop_RunningJob_StopsWithWhatItSaved()
    {
        await CreateAsync(input => input["Environment"] = new JsonObject { ["MODE"] = "hang" });
        await UntilLoggedAsync("started");

        await _sageMaker.CallAsync("StopTrainingJob", Name());

        Assert.Equal("Stopped", (string)(await EndAsync())["SecondaryStatus"]!);
        Assert.Equal("saved\n", await ModelAsync());
        var exception = await Assert.ThrowsAsync<AwsException>(() => _sageMaker.CallAsync("StopTrainingJob", Name()));
        Assert.Equal("The request was rejected because the training job is in status Stopped.", exception.Message);
    }

    [Fact]
    public async Task Create_SameName_IsInUse()
    {
        await CreateAsync();

        var exception = await Assert.ThrowsAsync<AwsException>(() => CreateAsync());

        Assert.Equal("ResourceInUse", exception.Code);
        await EndAsync();
    }

    [Fact]
    public async Task Create_UnservedThings_AreAllNamed()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => CreateAsync(input =>
        {
            input["EnableManagedSpotTraining"] = true;
            input["ResourceConfig"]!["InstanceCount"] = 2;
            input["AlgorithmSpecification"]!["TrainingInputMode"] = "Pipe";
        }));

        Assert.Equal("ValidationException", exception.Code);
        Assert.Contains("EnableManagedSpotTraining is not served", exception.Message, StringComparison.Ordinal);
        Assert.Contains("InstanceCount 2 is not served (served: 1)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("TrainingInputMode Pipe is not served (served: File)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_JobInProgress_RunsAgainFromItsStart()
    {
        await CreateAsync(input => input["Environment"] = new JsonObject { ["MODE"] = "hang" });
        await UntilLoggedAsync("started");

        await _sageMaker.RestartAsync();
        await UntilLoggedAsync("started", times: 2);
        await _sageMaker.CallAsync("StopTrainingJob", Name());

        Assert.Equal("Stopped", (string)(await EndAsync())["TrainingJobStatus"]!);
    }

    [Fact]
    public async Task Events_OfAJob_HaveSageMakersShape()
    {
        await CreateAsync();
        await EndAsync();

        var last = _sageMaker.Compute.Events.All[^1];
        Assert.Equal(("aws.sagemaker", "SageMaker Training Job State Change"), (last.Source, last.DetailType));
        Assert.Equal("arn:aws:sagemaker:us-east-1:000000000000:training-job/job-1", Assert.Single(last.Resources));
        Assert.Equal(System.Text.Json.JsonValueKind.Number, last.Detail["CreationTime"]!.GetValueKind());
        Assert.Equal("mlops", (string)last.Detail["Tags"]!["project"]!);
    }

    private static JsonObject Name() => new() { ["TrainingJobName"] = "job-1" };

    private Task<JsonObject> CreateAsync(Action<JsonObject>? change = null)
    {
        var input = new JsonObject
        {
            ["TrainingJobName"] = "job-1",
            ["HyperParameters"] = new JsonObject { ["seed"] = "7" },
            ["RoleArn"] = ComputeFixture.Role("job"),
            ["AlgorithmSpecification"] = new JsonObject
            {
                ["TrainingImage"] = SageMakerFixture.Image,
                ["TrainingInputMode"] = "File",
                ["MetricDefinitions"] = new JsonArray(new JsonObject { ["Name"] = "validation:mae", ["Regex"] = "validation:mae=([0-9.]+)" }),
            },
            ["InputDataConfig"] = new JsonArray(new JsonObject
            {
                ["ChannelName"] = "train",
                ["DataSource"] = new JsonObject { ["S3DataSource"] = new JsonObject { ["S3DataType"] = "S3Prefix", ["S3Uri"] = "s3://data/run/train/" } },
            }),
            ["OutputDataConfig"] = new JsonObject { ["S3OutputPath"] = "s3://artifacts/run/train" },
            ["ResourceConfig"] = new JsonObject { ["InstanceType"] = "ml.m5.large", ["InstanceCount"] = 1, ["VolumeSizeInGB"] = 10 },
            ["StoppingCondition"] = new JsonObject { ["MaxRuntimeInSeconds"] = 3600 },
            ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "project", ["Value"] = "mlops" }),
        };
        change?.Invoke(input);
        return _sageMaker.CallAsync("CreateTrainingJob", input);
    }

    private async Task<JsonObject> EndAsync()
    {
        await _sageMaker.UntilAsync("TrainingJobStatus", "Completed", "Failed", "Stopped");
        return await _sageMaker.CallAsync("DescribeTrainingJob", Name());
    }

    private async Task UntilLoggedAsync(string line, int times = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (_sageMaker.Compute.Logs.Lines("/aws/sagemaker/TrainingJobs").Count(found => found == line) < times)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<string> ModelAsync()
    {
        var archive = Path.Combine(_sageMaker.Compute.Folder, "model.tar.gz");
        await File.WriteAllBytesAsync(archive, _sageMaker.Compute.Objects.Objects["artifacts/run/train/job-1/output/model.tar.gz"]);
        var folder = Path.Combine(_sageMaker.Compute.Folder, "unpacked");
        await Archives.UnpackAsync(archive, folder, CancellationToken.None);
        return await File.ReadAllTextAsync(Path.Combine(folder, "model.txt"));
    }
}
