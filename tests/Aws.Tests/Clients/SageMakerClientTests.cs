using System.Text.Json.Nodes;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

public sealed class SageMakerClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DescribeTrainingJob_Answered_ReadsStatusMetricsAndTimes()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""
            {"TrainingJobName":"j","TrainingJobStatus":"Stopped","SecondaryStatus":"MaxRuntimeExceeded","BillableTimeInSeconds":12,
             "ModelArtifacts":{"S3ModelArtifacts":"s3://b/model.tar.gz"},"CreationTime":1.7E9,
             "FinalMetricDataList":[{"MetricName":"validation:mae","Value":1.25,"Timestamp":1700000000}],
             "HyperParameters":{"seed":"7"},"EnableManagedSpotTraining":true,"ProfilingStatus":"Disabled"}
            """));
        using var client = ClientFor.SageMaker(server);

        var job = await client.DescribeTrainingJobAsync(new DescribeTrainingJobRequest { TrainingJobName = "j" }, Cancel);

        Assert.Equal("""{"TrainingJobName":"j"}""", server.Request.Body);
        Assert.Equal("SageMaker.DescribeTrainingJob", server.Request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", server.Request.Headers["Content-Type"]);
        Assert.Contains("/eu-central-1/sagemaker/aws4_request", server.Request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(TrainingJobStatus.Stopped, job.TrainingJobStatus);
        Assert.Equal(SecondaryStatus.MaxRuntimeExceeded, job.SecondaryStatus);
        Assert.Equal("s3://b/model.tar.gz", job.ModelArtifacts.S3ModelArtifacts);
        Assert.Equal(1.25f, job.FinalMetricDataList.Single().Value);
        Assert.Equal("7", job.HyperParameters["seed"]);
        Assert.Equal(12, job.BillableTimeInSeconds);
        Assert.True(job.EnableManagedSpotTraining);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).UtcDateTime, job.CreationTime);
    }

    [Fact]
    public async Task DescribeEndpoint_Answered_ReadsTheConfigThatIsLive()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""
            {"EndpointName":"e","EndpointConfigName":"c","EndpointStatus":"InService","ProductionVariants":[
              {"VariantName":"main","CurrentWeight":1.0,"CurrentInstanceCount":2,"DeployedImages":[{"ResolvedImage":"i@sha256:1"}]}]}
            """));
        using var client = ClientFor.SageMaker(server);

        var endpoint = await client.DescribeEndpointAsync(new DescribeEndpointRequest { EndpointName = "e" }, Cancel);

        Assert.Equal((EndpointStatus.InService, "c"), (endpoint.EndpointStatus, endpoint.EndpointConfigName));
        Assert.Equal(2, endpoint.ProductionVariants.Single().CurrentInstanceCount);
    }

    [Fact]
    public async Task UpdateModelPackage_Called_SendsMapsListsAndConstants()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""{"ModelPackageArn":"arn:p"}"""));
        using var client = ClientFor.SageMaker(server);

        await client.UpdateModelPackageAsync(
            new UpdateModelPackageRequest
            {
                ModelPackageArn = "arn:p",
                ModelApprovalStatus = ModelApprovalStatus.Approved,
                CustomerMetadataProperties = new() { ["Run.Id"] = "r" },
                CustomerMetadataPropertiesToRemove = [],
            },
            Cancel);

        var expected = JsonNode.Parse("""
            {"ModelPackageArn":"arn:p","ModelApprovalStatus":"Approved","CustomerMetadataProperties":{"Run.Id":"r"},
             "CustomerMetadataPropertiesToRemove":[]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(server.Request.Body)), server.Request.Body);
    }

    [Fact]
    public async Task CreateModelPackage_Called_SendsItsContainersMetricsAndToken()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""{"ModelPackageArn":"arn:p"}"""));
        using var client = ClientFor.SageMaker(server);

        var created = await client.CreateModelPackageAsync(
            new CreateModelPackageRequest
            {
                ModelPackageGroupName = "g",
                ClientToken = "t",
                ModelApprovalStatus = ModelApprovalStatus.PendingManualApproval,
                InferenceSpecification = new InferenceSpecification { Containers = [new ModelPackageContainerDefinition { Image = "i", ModelDataUrl = "s3://b/m" }] },
                ModelMetrics = new ModelMetrics { ModelQuality = new ModelQuality { Statistics = new MetricsSource { ContentType = "application/json", S3Uri = "s3://b/e" } } },
            },
            Cancel);

        var expected = JsonNode.Parse("""
            {"ModelPackageGroupName":"g","ClientToken":"t","ModelApprovalStatus":"PendingManualApproval",
             "InferenceSpecification":{"Containers":[{"Image":"i","ModelDataUrl":"s3://b/m"}]},
             "ModelMetrics":{"ModelQuality":{"Statistics":{"ContentType":"application/json","S3Uri":"s3://b/e"}}}}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(server.Request.Body)), server.Request.Body);
        Assert.Equal("arn:p", created.ModelPackageArn);
    }

    [Fact]
    public async Task ListTrainingJobs_SinceATime_SendsEpochSecondsToTheMillisecond()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.SageMaker(server);

        await client.ListTrainingJobsAsync(
            new ListTrainingJobsRequest
            {
                CreationTimeAfter = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc),
                CreationTimeBefore = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            },
            Cancel);

        Assert.Equal("""{"CreationTimeAfter":1767323045.678,"CreationTimeBefore":1767323045}""", server.Request.Body);
    }

    [Fact]
    public async Task StopTrainingJob_AnsweredWithoutABody_Returns()
    {
        await using var server = await Loopback.StartAsync(new Reply(200, ""));
        using var client = ClientFor.SageMaker(server);

        var response = await client.StopTrainingJobAsync(new StopTrainingJobRequest { TrainingJobName = "j" }, Cancel);

        Assert.Equal(System.Net.HttpStatusCode.OK, response.HttpStatusCode);
    }

    [Fact]
    public async Task StopTrainingJob_OfNoJob_ThrowsResourceNotFound()
    {
        await using var server = await Loopback.StartAsync(Reply.Error(400, "ResourceNotFound"));
        using var client = ClientFor.SageMaker(server);

        await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => client.StopTrainingJobAsync(new StopTrainingJobRequest { TrainingJobName = "j" }, Cancel));
    }

    [Fact]
    public async Task DescribeEndpoint_OfNoEndpoint_ThrowsTheUnmodelledValidationError()
    {
        await using var server = await Loopback.StartAsync(Reply.Error(400, "ValidationException", "Could not find endpoint"));
        using var client = ClientFor.SageMaker(server);

        var thrown = await Assert.ThrowsAsync<AmazonSageMakerException>(
            () => client.DescribeEndpointAsync(new DescribeEndpointRequest { EndpointName = "e" }, Cancel));

        Assert.Equal(("ValidationException", "Could not find endpoint"), (thrown.ErrorCode, thrown.Message));
    }
}
