using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.SageMaker.Images;

namespace LocalCloud.Tests.Hosting;

/// <summary>Calls into another account of the same cloud: allowed only when both accounts say so (IAM user guide, "Cross-account policy evaluation logic").</summary>
public sealed class CrossAccountTests : IAsyncDisposable
{
    private const string Group = "arn:aws:sagemaker:us-east-1:222222222222:model-package-group/models";
    private const string Package = "arn:aws:sagemaker:us-east-1:222222222222:model-package/models/1";
    private const string Packages = "arn:aws:sagemaker:us-east-1:222222222222:model-package/models/*";
    private const string WorkerArn = "arn:aws:iam::111111111111:role/Worker";

    private readonly TwoAccounts _accounts = new();

    public static TheoryData<bool, string?, string?> Sides => new()
    {
        { true, "arn:aws:iam::111111111111:role/Worker", null },
        { true, "arn:aws:iam::111111111111:root", null },
        { true, "111111111111", null },
        { true, "*", null },
        { true, null, "because no resource-based policy allows the sagemaker:DescribeModelPackage action" },
        { true, "arn:aws:iam::333333333333:root", "because no resource-based policy allows the sagemaker:DescribeModelPackage action" },
        { false, "arn:aws:iam::111111111111:role/Worker", "because no identity-based policy allows the sagemaker:DescribeModelPackage action" },
        { false, null, "because no identity-based policy allows the sagemaker:DescribeModelPackage action" },
    };

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task Call_OfAnotherAccountsPackage_NeedsBothSides(bool allowedHere, string? principalThere, string? denial)
    {
        await RegisterAsync();
        if (allowedHere)
        {
            _accounts.Allow("sagemaker:DescribeModelPackage", Package);
        }

        if (principalThere is not null)
        {
            await ShareAsync($$"""{"Effect":"Allow","Principal":{"AWS":"{{principalThere}}"},"Action":"sagemaker:DescribeModelPackage","Resource":"{{Package}}"}""");
        }

        var call = () => _accounts.CallAsync(TwoAccounts.Worker, "sagemaker", "DescribeModelPackage", $$"""{"ModelPackageName":"{{Package}}"}""");

        if (denial is null)
        {
            Assert.Equal(Package, (await call())["ModelPackageArn"]!.ToString());
        }
        else
        {
            var refused = await Assert.ThrowsAsync<AwsException>(call);
            Assert.Equal(
                ("AccessDeniedException", $"User: {TwoAccounts.Worker.Arn} is not authorized to perform: sagemaker:DescribeModelPackage on resource: {Package} {denial}"),
                (refused.Code, refused.Message));
        }
    }

    [Fact]
    public async Task Root_OfAnotherAccount_NeedsTheResourcesPolicyOnly()
    {
        await RegisterAsync();
        var input = $$"""{"ModelPackageName":"{{Package}}"}""";

        var before = await _accounts.RefusalAsync(TwoAccounts.Root, "sagemaker", "DescribeModelPackage", input);
        await ShareAsync($$"""{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sagemaker:DescribeModelPackage","Resource":"{{Package}}"}""");
        var after = await _accounts.CallAsync(TwoAccounts.Root, "sagemaker", "DescribeModelPackage", input);

        Assert.Equal("AccessDeniedException", before.Code);
        Assert.Equal("models", after["ModelPackageGroupName"]!.ToString());
    }

    /// <summary>The actions that SageMaker's developer guide lets another account do by a group's policy ("Deploy" and "Register a Model Version from a Different Account").</summary>
    [Theory]
    [InlineData("ListModelPackages", $$"""{"ModelPackageGroupName":"{{Group}}"}""")]
    [InlineData("UpdateModelPackage", $$"""{"ModelPackageArn":"{{Package}}","ModelApprovalStatus":"Approved"}""")]
    [InlineData("CreateModelPackage", $$"""{"ModelPackageGroupName":"{{Group}}"}""")]
    public async Task Group_SharedAsTheGuideSays_ServesTheOtherAccount(string operation, string input)
    {
        await RegisterAsync();
        _accounts.Allow("sagemaker:*", "*");

        var before = await _accounts.RefusalAsync(TwoAccounts.Worker, "sagemaker", operation, input);
        await ShareAsync($$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"sagemaker:{{operation}}","Resource":"{{Packages}}"}""");
        var after = await _accounts.CallAsync(TwoAccounts.Worker, "sagemaker", operation, input);

        Assert.EndsWith($"because no resource-based policy allows the sagemaker:{operation} action", before.Message, StringComparison.Ordinal);
        Assert.Contains("arn:aws:sagemaker:us-east-1:222222222222:model-package/models/", after.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateModel_OfAnotherAccountsPackage_IsReadThereWhenItsGroupLetsIt()
    {
        await RegisterAsync();
        const string Input = $$"""{"ModelName":"m","ExecutionRoleArn":"{{WorkerArn}}","PrimaryContainer":{"ModelPackageName":"{{Package}}"} }""";

        var before = await _accounts.RefusalAsync(TwoAccounts.Root, "sagemaker", "CreateModel", Input);
        await ShareAsync($$"""{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sagemaker:CreateModel","Resource":"{{Packages}}"}""");
        var after = await _accounts.RefusalAsync(TwoAccounts.Root, "sagemaker", "CreateModel", Input);

        Assert.EndsWith("because no resource-based policy allows the sagemaker:CreateModel action", before.Message, StringComparison.Ordinal);
        Assert.Equal($"Model package {Package} has no container to serve.", after.Message);
    }

    [Fact]
    public async Task Deny_OfTheResourcesPolicy_WinsOverBothAllows()
    {
        await RegisterAsync();
        _accounts.Allow("sagemaker:*", "*");
        await ShareAsync(
            $$"""{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sagemaker:DescribeModelPackage","Resource":"*"}""",
            $$"""{"Effect":"Deny","Principal":{"AWS":"{{WorkerArn}}"},"Action":"sagemaker:DescribeModelPackage","Resource":"*"}""");

        var refused = await _accounts.RefusalAsync(TwoAccounts.Worker, "sagemaker", "DescribeModelPackage", $$"""{"ModelPackageName":"{{Package}}"}""");

        Assert.EndsWith("with an explicit deny in a resource-based policy", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GroupPolicy_PutReadAndDeleted_IsTheOneThatWasPut()
    {
        await RegisterAsync();
        var input = new JsonObject { ["ModelPackageGroupName"] = "models" };
        await ShareAsync("""{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sagemaker:DescribeModelPackage","Resource":"*"}""");

        var read = await _accounts.ThereAsync("sagemaker", "GetModelPackageGroupPolicy", input.DeepClone().AsObject());
        await _accounts.ThereAsync("sagemaker", "DeleteModelPackageGroupPolicy", input.DeepClone().AsObject());
        var gone = await Assert.ThrowsAsync<AwsException>(() => _accounts.ThereAsync("sagemaker", "GetModelPackageGroupPolicy", input));

        Assert.Contains("111111111111", read["ResourcePolicy"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Cannot find resource policy", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bucket_OfAnotherAccount_IsFoundByItsNameAndAuthorizedThere()
    {
        await _accounts.PutObjectAsync(TwoAccounts.There, "theirs", "shared/model", "trees");
        await _accounts.PutObjectAsync(TwoAccounts.There, "theirs", "private/model", "trees");
        _accounts.Allow("s3:GetObject", "arn:aws:s3:::theirs/*");
        _accounts.Account(TwoAccounts.There).S3.Buckets.PutPolicy(new Principal.Root(TwoAccounts.There), "theirs", TwoAccounts.Document(
            $$"""{"Effect":"Allow","Principal":{"AWS":"{{WorkerArn}}"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::theirs/shared/*"}""").ToJsonString());

        var read = await _accounts.CallAsync(TwoAccounts.Worker, "s3", "GetObject", """{"Bucket":"theirs","Key":"shared/model"}""");
        var refused = await _accounts.RefusalAsync(TwoAccounts.Worker, "s3", "GetObject", """{"Bucket":"theirs","Key":"private/model"}""");
        var taken = Assert.Throws<AwsException>(() => _accounts.Account(TwoAccounts.Here).S3.Buckets.Create(TwoAccounts.Root, "theirs"));

        Assert.Equal("trees", read["Body"]!.ToString());
        Assert.Equal("AccessDenied", refused.Code);
        Assert.Equal("BucketAlreadyExists", taken.Code);
    }

    [Fact]
    public async Task Copy_FromAnotherAccountsBucket_IsAnObjectOfThisOne()
    {
        await _accounts.PutObjectAsync(TwoAccounts.There, "theirs", "model", "trees");
        await _accounts.PutObjectAsync(TwoAccounts.Here, "ours", "other", "");
        _accounts.Account(TwoAccounts.There).S3.Buckets.PutPolicy(new Principal.Root(TwoAccounts.There), "theirs", TwoAccounts.Document(
            """{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::theirs/*"}""").ToJsonString());
        const string Copy = """{"Bucket":"ours","Key":"copy","CopySource":"theirs/model"}""";
        _accounts.Allow("s3:PutObject", "arn:aws:s3:::ours/*");

        var refused = await _accounts.RefusalAsync(TwoAccounts.Worker, "s3", "CopyObject", Copy);
        _accounts.Allow("s3:GetObject", "arn:aws:s3:::theirs/*");
        await _accounts.CallAsync(TwoAccounts.Worker, "s3", "CopyObject", Copy);
        var read = await _accounts.CallAsync(TwoAccounts.Root, "s3", "GetObject", """{"Bucket":"ours","Key":"copy"}""");

        Assert.Equal("AccessDenied", refused.Code);
        Assert.Equal("trees", read["Body"]!.ToString());
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task AssumeRole_OfAnotherAccount_NeedsTrustAndPermission(bool trusted, bool allowed, bool expected)
    {
        const string Role = "arn:aws:iam::222222222222:role/Worker";
        if (trusted)
        {
            _accounts.Account(TwoAccounts.There).Iam.Roles.PutRole(new LocalCloud.Iam.RoleRecord
            {
                Name = "Worker",
                TrustPolicy = TwoAccounts.Document($$"""{"Effect":"Allow","Principal":{"AWS":"{{WorkerArn}}"},"Action":"sts:AssumeRole"}"""),
            });
        }

        if (allowed)
        {
            _accounts.Allow("sts:AssumeRole", Role);
        }

        var call = () => _accounts.CallAsync(TwoAccounts.Worker, "sts", "AssumeRole", $$"""{"RoleArn":"{{Role}}","RoleSessionName":"visit"}""");

        if (expected)
        {
            Assert.Equal("arn:aws:sts::222222222222:assumed-role/Worker/visit", (await call())["AssumedRoleUser"]!["Arn"]!.ToString());
        }
        else
        {
            Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsException>(call)).Code);
        }
    }

    [Fact]
    public async Task Queue_OfAnotherAccount_TakesMessagesItsPolicyLetsIn()
    {
        var queue = (await _accounts.ThereAsync("sqs", "CreateQueue", new() { ["QueueName"] = "letters" }))["QueueUrl"]!.ToString();
        _accounts.Allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:222222222222:letters");
        var letter = $$"""{"QueueUrl":"{{queue}}","MessageBody":"hello"}""";

        var refused = await _accounts.RefusalAsync(TwoAccounts.Worker, "sqs", "SendMessage", letter);
        await _accounts.ThereAsync("sqs", "SetQueueAttributes", new()
        {
            ["QueueUrl"] = queue,
            ["Attributes"] = new JsonObject
            {
                ["Policy"] = TwoAccounts.Document($$"""{"Effect":"Allow","Principal":{"AWS":"{{WorkerArn}}"},"Action":"sqs:SendMessage","Resource":"*"}""").ToJsonString(),
            },
        });
        await _accounts.CallAsync(TwoAccounts.Worker, "sqs", "SendMessage", letter);
        var received = await _accounts.ThereAsync("sqs", "ReceiveMessage", new() { ["QueueUrl"] = queue });

        Assert.Contains("no resource-based policy allows", refused.Message, StringComparison.Ordinal);
        Assert.Equal("hello", received["Messages"]![0]!["Body"]!.ToString());
    }

    [Fact]
    public void Image_OfAnotherAccountsRepository_NeedsTheRepositorysPolicy()
    {
        const string Repository = "arn:aws:ecr:us-east-1:222222222222:repository/algorithm";
        var registry = new ImageRegistry("/nowhere/images.json", _accounts.Account(TwoAccounts.Here).Iam, account => _accounts.Account(account).Repositories);
        _accounts.Allow("ecr:GetAuthorizationToken", "*");
        _accounts.Allow("ecr:BatchGetImage", Repository);
        _accounts.Allow("ecr:GetDownloadUrlForLayer", Repository);
        void Pull() => registry.Pull("222222222222.dkr.ecr.us-east-1.amazonaws.com/algorithm@sha256:1", TwoAccounts.Worker);

        var refused = Assert.Throws<AwsException>(Pull);
        _accounts.Account(TwoAccounts.There).Repositories.Put("algorithm", Repository, TwoAccounts.Document(
            """{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/W*"}}}"""));
        var absent = Assert.Throws<AwsException>(Pull);

        Assert.EndsWith("because no resource-based policy allows the ecr:BatchGetImage action", refused.Message, StringComparison.Ordinal);
        Assert.Contains("not found", absent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JobTime_OfTwoAccounts_IsTheSum()
    {
        _accounts.Account(TwoAccounts.Here).SageMaker.Meter.Add(TimeSpan.FromSeconds(2));
        _accounts.Account(TwoAccounts.There).SageMaker.Meter.Add(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(5), _accounts.JobTime);
    }

    public ValueTask DisposeAsync() => _accounts.DisposeAsync();

    private async Task RegisterAsync()
    {
        await _accounts.ThereAsync("sagemaker", "CreateModelPackageGroup", new() { ["ModelPackageGroupName"] = "models" });
        await _accounts.ThereAsync("sagemaker", "CreateModelPackage", new() { ["ModelPackageGroupName"] = "models" });
    }

    private Task<JsonObject> ShareAsync(params string[] statements) => _accounts.ThereAsync("sagemaker", "PutModelPackageGroupPolicy", new()
    {
        ["ModelPackageGroupName"] = Group.Split('/')[1],
        ["ResourcePolicy"] = TwoAccounts.Document(statements).ToJsonString(),
    });
}
