using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

public sealed class IdentityManagementClientTests
{
    private const string Space = "xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListRoles_Called_PostsAForm()
    {
        await using var server = await Loopback.StartAsync(Xml(200, "<ListRolesResponse><ListRolesResult><IsTruncated>false</IsTruncated><Roles/></ListRolesResult></ListRolesResponse>"));
        using var client = ClientFor.Iam(server);

        var response = await client.ListRolesAsync(new ListRolesRequest { PathPrefix = "/mlops/", MaxItems = 5 }, Cancel);

        Assert.Equal(["Action=ListRoles", "MaxItems=5", "PathPrefix=%2Fmlops%2F", "Version=2010-05-08"], server.Request.Body.Split('&').Order());
        Assert.Contains("/iam/aws4_request", server.Request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal((false, null, 0), (response.IsTruncated, response.Marker, response.Roles.Count));
    }

    [Fact]
    public async Task GetServiceLastAccessedDetails_Answered_ReadsServicesAndActions()
    {
        await using var server = await Loopback.StartAsync(Xml(200, $"""
            <GetServiceLastAccessedDetailsResponse {Space}><GetServiceLastAccessedDetailsResult><JobStatus>COMPLETED</JobStatus><IsTruncated>true</IsTruncated><Marker>m</Marker>
            <ServicesLastAccessed><member><ServiceNamespace>s3</ServiceNamespace><LastAuthenticated>2026-01-01T00:00:00Z</LastAuthenticated>
              <TrackedActionsLastAccessed><member><ActionName>GetObject</ActionName><LastAccessedTime>2026-01-01T00:00:00Z</LastAccessedTime></member>
                <member><ActionName>PutObject</ActionName></member></TrackedActionsLastAccessed></member></ServicesLastAccessed>
            </GetServiceLastAccessedDetailsResult></GetServiceLastAccessedDetailsResponse>
            """));
        using var client = ClientFor.Iam(server);

        var response = await client.GetServiceLastAccessedDetailsAsync(new GetServiceLastAccessedDetailsRequest { JobId = "j" }, Cancel);

        Assert.Equal((JobStatusType.COMPLETED, true, "m"), (response.JobStatus, response.IsTruncated, response.Marker));
        var service = Assert.Single(response.ServicesLastAccessed);
        Assert.Equal(("s3", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)), (service.ServiceNamespace, service.LastAuthenticated));
        Assert.Equal(["GetObject", "PutObject"], service.TrackedActionsLastAccessed.Select(action => action.ActionName));
        Assert.Null(service.TrackedActionsLastAccessed[1].LastAccessedTime);
    }

    [Fact]
    public async Task GetRolePolicy_OfNoRole_ThrowsTheModelledError()
    {
        await using var server = await Loopback.StartAsync(Xml(
            404, $"<ErrorResponse {Space}><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>none</Message></Error><RequestId>r</RequestId></ErrorResponse>"));
        using var client = ClientFor.Iam(server);

        var error = await Assert.ThrowsAsync<NoSuchEntityException>(() => client.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = "r", PolicyName = "p" }, Cancel));

        Assert.Equal(("NoSuchEntity", "none"), (error.ErrorCode, error.Message));
    }

    [Fact]
    public void Endpoint_WithoutAServiceUrl_IsTheOneOfAllRegions()
    {
        using var client = new AmazonIdentityManagementServiceClient("AKIDEXAMPLE", "secret", Amazon.RegionEndpoint.EUCentral1);

        Assert.Equal("https://iam.amazonaws.com", client.DetermineServiceOperationEndpoint(new ListRolesRequest()).URL);
    }

    private static Reply Xml(int status, string body) => new(status, body) { Headers = { ["Content-Type"] = "text/xml" } };
}
