using Amazon;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Mlops.Cli.Access;

namespace Mlops.Cli.Tests.Commands;

/// <summary>Grants held against reports as IAM on AWS makes them: by page, and with actions tracked for some services only.</summary>
public sealed class AccessReviewTests
{
    [Theory]
    [InlineData("s3:GetObject", ActionUse.Used)]
    [InlineData("s3:PutObject", ActionUse.Never)]
    [InlineData("sagemaker:InvokeEndpoint", ActionUse.Untracked)]
    [InlineData("states:StartExecution", ActionUse.Never)]
    [InlineData("kms:Decrypt", ActionUse.Never)]
    public async Task Read_OfAReport_TellsWhatWasUsed(string action, ActionUse use)
    {
        var granted = await new AccessReview(new FakeIam(), TimeProvider.System).ReadAsync(pipeline: null, TestContext.Current.CancellationToken);

        Assert.Equal(use, granted.Single(each => each.Action == action).Use);
    }

    [Fact]
    public async Task Read_OfRoles_LeavesOtherStacksAndDenialsOutAndJoinsResources()
    {
        var granted = await new AccessReview(new FakeIam(), TimeProvider.System).ReadAsync(pipeline: null, TestContext.Current.CancellationToken);

        Assert.Equal(["Mlops-demand-GateRole-1"], granted.Select(each => each.Role).Distinct());
        Assert.Equal(["arn:a", "arn:b"], granted.Single(each => each.Action == "s3:GetObject").Resources);
        Assert.DoesNotContain(granted, each => each.Action == "s3:DeleteObject");
    }

    private sealed class FakeIam() : AmazonIdentityManagementServiceClient("AKIDEXAMPLE", "secret", RegionEndpoint.USEast1)
    {
        private const string Policy = """
            {"Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:a"},{"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:a","arn:b"]},
              {"Effect":"Allow","Action":["sagemaker:InvokeEndpoint","states:StartExecution","kms:Decrypt"],"Resource":"*"},{"Effect":"Deny","Action":"s3:DeleteObject","Resource":"*"}]}
            """;

        private bool _isAsked;

        public override Task<ListRolesResponse> ListRolesAsync(ListRolesRequest request, CancellationToken cancellationToken = default) => Task.FromResult(request.Marker is null
            ? new ListRolesResponse { Roles = [Role("Other-Role-1")], IsTruncated = true, Marker = "2" }
            : new ListRolesResponse { Roles = [Role("Mlops-demand-GateRole-1")], IsTruncated = false });

        public override Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ListRolePoliciesResponse { PolicyNames = ["Access"] });

        public override Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GetRolePolicyResponse { PolicyDocument = Uri.EscapeDataString(Policy) });

        public override Task<GenerateServiceLastAccessedDetailsResponse> GenerateServiceLastAccessedDetailsAsync(
            GenerateServiceLastAccessedDetailsRequest request, CancellationToken cancellationToken = default) => Task.FromResult(new GenerateServiceLastAccessedDetailsResponse { JobId = "j" });

        /// <summary>In progress at first, then two pages.</summary>
        public override Task<GetServiceLastAccessedDetailsResponse> GetServiceLastAccessedDetailsAsync(GetServiceLastAccessedDetailsRequest request, CancellationToken cancellationToken = default)
        {
            var page = request.Marker is not null ? Page([Service("sagemaker", true), Service("states", false)])
                : _isAsked ? Page([Service("s3", true, ("GetObject", true), ("PutObject", false))])
                : new GetServiceLastAccessedDetailsResponse { JobStatus = JobStatusType.IN_PROGRESS };
            (page.IsTruncated, page.Marker) = (_isAsked && request.Marker is null, "2");
            _isAsked = true;
            return Task.FromResult(page);
        }

        private static Role Role(string name) => new() { RoleName = name, Arn = $"arn:aws:iam::111122223333:role/{name}" };

        private static GetServiceLastAccessedDetailsResponse Page(List<ServiceLastAccessed> services) => new() { JobStatus = JobStatusType.COMPLETED, ServicesLastAccessed = services };

        private static ServiceLastAccessed Service(string name, bool isUsed, params (string Action, bool IsUsed)[] actions) => new()
        {
            ServiceNamespace = name,
            LastAuthenticated = isUsed ? DateTime.UnixEpoch : null,
            TrackedActionsLastAccessed = [.. actions.Select(action => new TrackedActionLastAccessed { ActionName = action.Action, LastAccessedTime = action.IsUsed ? DateTime.UnixEpoch : null })],
        };
    }
}
