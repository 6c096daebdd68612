using Mlops.Domain.Deployment;

namespace Mlops.Domain.Tests.Deployment;

public sealed class DeployActionTests
{
    [Theory]
    [InlineData(null, DeployAction.Create)]
    [InlineData("InService", DeployAction.Update)]
    [InlineData("UpdateRollbackFailed", DeployAction.Update)]
    [InlineData("Failed", DeployAction.Recreate)]
    [InlineData("OutOfService", DeployAction.Recreate)]
    [InlineData("Creating", DeployAction.Wait)]
    [InlineData("Updating", DeployAction.Wait)]
    [InlineData("RollingBack", DeployAction.Wait)]
    [InlineData("Deleting", DeployAction.Wait)]
    public void Decide_EndpointStatus_ChoosesTheAction(string? status, DeployAction expected) =>
        Assert.Equal(expected, DeployActions.Decide(status));

    [Fact]
    public void FrozenChampion_OfNoPointer_DoesNotExist() => Assert.False(FrozenChampion.Of(null).Exists);

    [Fact]
    public void Lease_Released_IsFreeForAnybody()
    {
        var held = new Lease { Execution = "a", Run = "r", Time = DateTimeOffset.UnixEpoch };

        Assert.True(held.IsHeldBy("a"));
        Assert.False(held.IsHeldBy("b"));
        Assert.True((held with { Execution = null }).IsFree);
    }
}
