using System.Text.Json.Nodes;
using LocalCloud.Api;
using Xunit;

namespace LocalCloud.Tests.SageMaker;

public sealed class ModelRegistryTests : IAsyncLifetime
{
    private readonly SageMakerFixture _sageMaker = new();

    public async ValueTask InitializeAsync() =>
        await _sageMaker.CallAsync("CreateModelPackageGroup", new JsonObject { ["ModelPackageGroupName"] = "ridership" });

    public ValueTask DisposeAsync() => _sageMaker.DisposeAsync();

    [Fact]
    public async Task Create_TwoPackages_AreVersionsOneAndTwo()
    {
        var first = await CreateAsync();
        var second = await CreateAsync();

        Assert.Equal("arn:aws:sagemaker:us-east-1:000000000000:model-package/ridership/1", first);
        Assert.Equal("arn:aws:sagemaker:us-east-1:000000000000:model-package/ridership/2", second);
        var package = await DescribeAsync(second);
        Assert.Equal(("Completed", "PendingManualApproval", 2), ((string)package["ModelPackageStatus"]!, (string)package["ModelApprovalStatus"]!, (int)package["ModelPackageVersion"]!));
        Assert.Equal("sha256:abc", (string)package["InferenceSpecification"]!["Containers"]![0]!["ImageDigest"]!);
        Assert.EndsWith("assumed-role/caller/test", (string)package["CreatedBy"]!["IamIdentity"]!["Arn"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_SameClientToken_IsTheSamePackage()
    {
        var first = await CreateAsync(input => input["ClientToken"] = "token-1");

        Assert.Equal(first, await CreateAsync(input => input["ClientToken"] = "token-1"));
    }

    [Fact]
    public async Task Create_SameClientTokenForSomethingElse_Conflicts()
    {
        await CreateAsync(input => input["ClientToken"] = "token-1");

        var exception = await Assert.ThrowsAsync<AwsException>(() => CreateAsync(input =>
        {
            input["ClientToken"] = "token-1";
            input["ModelPackageDescription"] = "other";
        }));

        Assert.Equal("ConflictException", exception.Code);
    }

    [Fact]
    public async Task Create_UnknownGroup_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => CreateAsync(input => input["ModelPackageGroupName"] = "none"));

        Assert.Equal("ModelPackageGroup arn:aws:sagemaker:us-east-1:000000000000:model-package-group/none does not exist.", exception.Message);
    }

    [Fact]
    public async Task Update_Approval_SaysWhoAndTellsTheWorld()
    {
        var arn = await CreateAsync(input => input["CustomerMetadataProperties"] = new JsonObject { ["run"] = "r1", ["old"] = "x" });

        await _sageMaker.CallAsync("UpdateModelPackage", new JsonObject
        {
            ["ModelPackageArn"] = arn,
            ["ModelApprovalStatus"] = "Approved",
            ["ApprovalDescription"] = "looks good",
            ["CustomerMetadataProperties"] = new JsonObject { ["by"] = "ann" },
            ["CustomerMetadataPropertiesToRemove"] = new JsonArray("old"),
        });

        var package = await DescribeAsync(arn);
        Assert.Equal(("Approved", "looks good"), ((string)package["ModelApprovalStatus"]!, (string)package["ApprovalDescription"]!));
        Assert.Equal("""{"run":"r1","by":"ann"}""", package["CustomerMetadataProperties"]!.ToJsonString());
        Assert.EndsWith("assumed-role/caller/test", (string)package["LastModifiedBy"]!["IamIdentity"]!["Arn"]!, StringComparison.Ordinal);
        var told = _sageMaker.Compute.Events.All[^1];
        Assert.Equal("SageMaker Model Package State Change", told.DetailType);
        Assert.Contains("ModelApprovalStatus", told.Detail["UpdatedModelPackageFields"]!.AsArray().Select(field => (string)field!));
    }

    [Fact]
    public async Task Update_OfApprovalAndStage_AsksIamWithBoth()
    {
        var arn = await CreateAsync();

        await _sageMaker.CallAsync("UpdateModelPackage", new JsonObject
        {
            ["ModelPackageArn"] = arn,
            ["ModelApprovalStatus"] = "Rejected",
            ["ModelLifeCycle"] = new JsonObject { ["Stage"] = "Archived", ["StageStatus"] = "Retired" },
        });
        var both = Keys();
        await _sageMaker.CallAsync("UpdateModelPackage", new JsonObject { ["ModelPackageArn"] = arn, ["ApprovalDescription"] = "why" });

        Assert.Equal(("Rejected", "Archived", "Retired"), (both["sagemaker:ModelApprovalStatus"], both["sagemaker:ModelLifeCycle:stage"], both["sagemaker:ModelLifeCycle:stageStatus"]));
        Assert.Empty(Keys());

        IReadOnlyDictionary<string, string> Keys() => _sageMaker.Compute.Authorizer.Asked.Last(asked => asked.Request.Action == "sagemaker:UpdateModelPackage").Request.ConditionKeys;
    }

    [Fact]
    public async Task List_OfAGroup_IsSortedNewestFirstAndFiltered()
    {
        for (var version = 0; version < 11; version++)
        {
            await CreateAsync();
        }

        await _sageMaker.CallAsync("UpdateModelPackage", new JsonObject
        {
            ["ModelPackageArn"] = "arn:aws:sagemaker:us-east-1:000000000000:model-package/ridership/3",
            ["ModelApprovalStatus"] = "Approved",
        });

        var all = await _sageMaker.CallAsync("ListModelPackages", new JsonObject { ["ModelPackageGroupName"] = "ridership", ["MaxResults"] = 100 });
        var approved = await _sageMaker.CallAsync("ListModelPackages", new JsonObject { ["ModelPackageGroupName"] = "ridership", ["ModelApprovalStatus"] = "Approved" });

        Assert.Equal(Enumerable.Range(1, 11).Reverse(), Versions(all));
        Assert.Equal([3], Versions(approved));
    }

    [Fact]
    public async Task Delete_Package_ItsNumberIsNotGivenAgain()
    {
        var first = await CreateAsync();

        await _sageMaker.CallAsync("DeleteModelPackage", new JsonObject { ["ModelPackageName"] = first });

        Assert.EndsWith("/2", await CreateAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<AwsException>(() => DescribeAsync(first));
    }

    [Fact]
    public async Task DeleteGroup_WithPackages_Conflicts()
    {
        await CreateAsync();

        var exception = await Assert.ThrowsAsync<AwsException>(() => _sageMaker.CallAsync("DeleteModelPackageGroup", new JsonObject { ["ModelPackageGroupName"] = "ridership" }));

        Assert.Equal("ConflictException", exception.Code);
    }

    [Fact]
    public async Task Tags_GivenAndAdded_AreListed()
    {
        var arn = await CreateAsync(input => input["Tags"] = new JsonArray(new JsonObject { ["Key"] = "a", ["Value"] = "1" }));

        await _sageMaker.CallAsync("AddTags", new JsonObject { ["ResourceArn"] = arn, ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "b", ["Value"] = "2" }) });

        var tags = await _sageMaker.CallAsync("ListTags", new JsonObject { ["ResourceArn"] = arn });
        Assert.Equal("""[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]""", tags["Tags"]!.ToJsonString());
    }

    private static IEnumerable<int> Versions(JsonObject output) => output["ModelPackageSummaryList"]!.AsArray().Select(package => (int)package!["ModelPackageVersion"]!);

    private async Task<string> CreateAsync(Action<JsonObject>? change = null)
    {
        var input = new JsonObject
        {
            ["ModelPackageGroupName"] = "ridership",
            ["InferenceSpecification"] = new JsonObject
            {
                ["Containers"] = new JsonArray(new JsonObject { ["Image"] = SageMakerFixture.Image, ["ModelDataUrl"] = "s3://artifacts/model.tar.gz" }),
                ["SupportedContentTypes"] = new JsonArray("text/csv"),
                ["SupportedResponseMIMETypes"] = new JsonArray("text/csv"),
            },
        };
        change?.Invoke(input);
        return (string)(await _sageMaker.CallAsync("CreateModelPackage", input))["ModelPackageArn"]!;
    }

    private Task<JsonObject> DescribeAsync(string arn) => _sageMaker.CallAsync("DescribeModelPackage", new JsonObject { ["ModelPackageName"] = arn });
}
