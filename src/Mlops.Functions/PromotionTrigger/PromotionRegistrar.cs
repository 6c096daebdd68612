using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.PromotionTrigger;

/// <summary>Registers a promoted model in this account, once per source package, with where it came from.</summary>
internal sealed class PromotionRegistrar(IAmazonSageMaker sageMaker, ArtifactStore store, string pipeline, string approval)
{
    /// <summary>The package that the source became earlier; null when it has not.</summary>
    public async Task<string?> FindAsync(SourcePackage source, CancellationToken cancellationToken) =>
        (await store.ReadAsync(Key(source), FunctionsJson.Wire.PromotedPackage, cancellationToken).ConfigureAwait(false))?.Value.Package;

    public async Task<string> RegisterAsync(SourcePackage source, string modelData, string evaluation, CancellationToken cancellationToken)
    {
        var response = await sageMaker.CreateModelPackageAsync(Request(source, modelData, evaluation), cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(Key(source), new PromotedPackage(source.Arn, response.ModelPackageArn), FunctionsJson.Wire.PromotedPackage, cancellationToken).ConfigureAwait(false);
        return response.ModelPackageArn;
    }

    private CreateModelPackageRequest Request(SourcePackage source, string modelData, string evaluation) => new()
    {
        ModelPackageGroupName = $"mlops-{pipeline}",
        ModelPackageDescription = $"{pipeline}, run {source.Run}, promoted from {source.Arn}",
        ClientToken = source.Token,
        ModelApprovalStatus = approval,
        InferenceSpecification = new InferenceSpecification
        {
            Containers = [new ModelPackageContainerDefinition { Image = source.Inference.Containers[0].Image, ModelDataUrl = modelData }],
            SupportedContentTypes = source.Inference.SupportedContentTypes,
            SupportedResponseMIMETypes = source.Inference.SupportedResponseMIMETypes,
            SupportedRealtimeInferenceInstanceTypes = source.Inference.SupportedRealtimeInferenceInstanceTypes,
        },
        ModelMetrics = new ModelMetrics
        {
            ModelQuality = new ModelQuality { Statistics = new MetricsSource { ContentType = "application/json", S3Uri = evaluation } },
        },
        CustomerMetadataProperties = Properties(source),
    };

    // What the gate decided there goes along: whoever approves here must see that a person let the model pass.
    private static Dictionary<string, string> Properties(SourcePackage source)
    {
        var properties = new Dictionary<string, string>
        {
            ["run"] = source.Run,
            ["dataset"] = source.Dataset,
            ["model"] = source.Model,
            ["promotedFrom"] = source.Arn,
        };
        foreach (var (name, value) in new[] { ("gate", source.Gate), ("gateNote", source.GateNote) })
        {
            if (value is not null)
            {
                properties[name] = value;
            }
        }

        return properties;
    }

    private string Key(SourcePackage source) => ArtifactKeys.Promoted(pipeline, source.Model, $"{source.Token}.json");
}
