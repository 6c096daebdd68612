using Clients.Support;
using Scenarios.Support;
using Xunit.Sdk;

namespace Clients;

/// <summary>The official clients, unchanged, do on the LocalCloud with the deployed app what they do on AWS.</summary>
public sealed class ClientTests(Deployment deployment) : IClassFixture<Deployment>
{
    public static TheoryData<string, string> Cases { get; } = new(
        from step in Steps.All.Keys
        from client in (string[])["AWS CLI", "boto3", "AWS SDK for JavaScript", "AWSSDK.S3"]
        where client != "AWSSDK.S3" || step.Contains("s3", StringComparison.Ordinal) || step is "nothing there: an object" or "a role without permission"
        select (step, client));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_AtAStep_FindsWhatAwsWouldShow(string step, string name)
    {
        Checkout.Require();
        var client = deployment.Client(name);
        Assert.SkipWhen(client.Absence is not null, client.Absence ?? "");
        try
        {
            await Steps.All[step](new StepContext(client, deployment, string.Concat(step.Where(char.IsAsciiLetterOrDigit))));
            deployment.Matrix.Note(step, name, "ok");
        }
        catch (NotOfThisClientException reason)
        {
            Assert.Skip(reason.Message);
        }
        catch (Exception)
        {
            deployment.Matrix.Note(step, name, "failed");
            throw;
        }
    }
}
