using Amazon.CDK;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>The URIs of the containers' images, pinned by digest, in the ECR registry of one account.</summary>
public sealed class ImageUris(Construct scope, ImageDigests images, string account)
{
    /// <summary>That of a step's <c>image</c>; null is the product's own.</summary>
    public string Of(string? repository)
        => $"{account}.dkr.ecr.{Stack.Of(scope).Region}.{Stack.Of(scope).UrlSuffix}/{repository ?? PipelineNames.Repository}@{images.Of(repository)}";

    /// <summary>The images of a run's steps in one text.</summary>
    public string OfSteps(PipelineConfig pipeline)
    {
        var steps = pipeline.Definition.Steps;
        return string.Join(' ', new[] { steps.Prepare.Image, steps.Train.Image, steps.Evaluate.Image }.Distinct().Select(Of));
    }

    /// <summary>The templates are sound for the LocalCloud; on AWS the first job would find no such image.</summary>
    public void WarnOfLocal()
    {
        foreach (var repository in images.Local.Order(StringComparer.Ordinal))
        {
            Annotations.Of(scope).AddWarningV2(
                $"mlops:local-image:{repository}",
                $"{repository} is pinned to the digest of a local folder: fine for the LocalCloud; for AWS push the image "
                    + "and pass -c imageDigest=<digest that ECR reports>.");
        }
    }
}
