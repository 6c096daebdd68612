using System.Text.Json;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.PromotionTrigger;

/// <summary>What <c>mlops.model.deployed</c> says: which package proved itself on the endpoint of which account.</summary>
internal sealed record DeployedModel(string Account, string Pipeline, string Run, string Model, string Package)
{
    /// <exception cref="MalformedEventException">It is no such event; everything wrong is named.</exception>
    public static DeployedModel Read(JsonElement input)
    {
        var reader = new EventReader(input);
        reader.Expect("source", "mlops");
        reader.Expect("detail-type", "mlops.model.deployed");
        if (reader.Find("detail.version") is not { ValueKind: JsonValueKind.Number } version || !version.TryGetInt32(out var number) || number != 1)
        {
            reader.Report("detail.version is not 1");
        }

        var (account, pipeline, run) = (reader.Text("account"), reader.Text("detail.pipeline"), reader.Text("detail.run"));
        var (model, package) = (reader.Text("detail.model"), reader.Text("detail.package"));
        if (package is not null && account is not null && !(package.Split(':') is [_, _, "sagemaker", _, var owner, _] && owner == account))
        {
            reader.Report($"detail.package '{package}' is no model package of account {account}, which sent the event");
        }

        reader.ThrowIfBroken("promotion event");
        return new DeployedModel(account!, pipeline!, run!, model!, package!);
    }
}
