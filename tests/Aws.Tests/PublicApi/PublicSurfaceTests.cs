using System.Reflection;

namespace Aws.Tests.PublicApi;

public sealed class PublicSurfaceTests
{
    public static TheoryData<string> Packages =>
    [
        "AWSSDK.CloudWatch", "AWSSDK.CloudWatchLogs", "AWSSDK.EventBridge", "AWSSDK.IdentityManagement", "AWSSDK.Lambda", "AWSSDK.SageMaker", "AWSSDK.SageMakerRuntime", "AWSSDK.StepFunctions",
        "Amazon.Lambda.CloudWatchEvents", "Amazon.Lambda.Core", "Amazon.Lambda.RuntimeSupport", "Amazon.Lambda.S3Events", "Amazon.Lambda.Serialization.SystemTextJson",
        "Amazon.Lambda.TestUtilities",
    ];

    /// <summary>The listings hold the official surface, the stand-ins a part of it.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void StandIn_EverythingPublic_IsOfficial(string package)
    {
        var official = Listing(package);

        var invented = PublicSurface.Of(Assembly.Load(package)).Where(line => !official.Contains(line));

        Assert.Empty(invented);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void StandIn_Surface_IsNotEmpty(string package) =>
        Assert.NotEmpty(PublicSurface.Of(Assembly.Load(package)));

    [Fact]
    public void Listing_AMemberOfAnotherType_IsNotFound() =>
        Assert.DoesNotContain(
            "Amazon.StepFunctions.Model.HistoryEvent::Id { get; set; } : System.Int64", Listing("AWSSDK.StepFunctions"));

    private static HashSet<string> Listing(string package) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PublicApi", package + ".txt"))];
}
