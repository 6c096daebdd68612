using Mlops.Cli.Access;

namespace Mlops.Cli.Tests.Commands;

public sealed class RolePoliciesTests
{
    [Theory]
    [InlineData("Mlops-ridership-FunctionsGateRole6FD314B7-AbCdEf123456", "ridership", true)]
    [InlineData("Mlops-ridership-west-FunctionsGateRole6FD3-AbCdEf123456", "ridership", false)]
    [InlineData("Mlops-ridership-west-FunctionsGateRole6FD3-AbCdEf123456", "ridership-west", true)]
    [InlineData("Mlops-a-very-long-pipeli-FunctionsGateRole-AbCdEf123456", "a-very-long-pipeline-name", true)]
    [InlineData("Other-ridership-Role-AbCdEf123456", "ridership", false)]
    public void IsOf_ARoleThatCloudFormationNamed_KnowsItsPipeline(string role, string pipeline, bool expected) =>
        Assert.Equal(expected, RolePolicies.IsOf(role, pipeline));
}
