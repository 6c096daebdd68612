using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.PromotionTrigger;

/// <summary>
/// Takes over a model that proved itself in the environment before this one: its files and a package in this account's registry. Idempotent by
/// the source package and its model: a repetition finds the package that the first made.
/// </summary>
internal sealed class PromotionTriggerHandler(SourceRegistry registry, PromotedFiles files, PromotionRegistrar registrar, string pipeline)
{
    public async Task<PromotionOutput> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var deployed = DeployedModel.Read(input);
        if (deployed.Pipeline != pipeline)
        {
            return new PromotionOutput(PromotionStatus.Ignored, null, $"It tells of {deployed.Pipeline}, and this function takes over {pipeline}.");
        }

        var source = await registry.ReadAsync(deployed, cancellationToken).ConfigureAwait(false);
        if (await registrar.FindAsync(source, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return new PromotionOutput(PromotionStatus.Duplicate, known, "It was taken over before.");
        }

        var (modelData, evaluation) = await files.CopyAsync(source, cancellationToken).ConfigureAwait(false);
        return new PromotionOutput(PromotionStatus.Registered, await registrar.RegisterAsync(source, modelData, evaluation, cancellationToken).ConfigureAwait(false), null);
    }
}
