using System.Security.Cryptography;
using System.Text;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>Starts the processes of a fleet: image and model archive as the model's role, then the health check.</summary>
internal sealed class FleetStarter(SageMakerContext context, HttpClient client)
{
    private int _fleets;

    /// <summary>A fleet whose every container answers its ping; <see cref="FleetFailureException"/> when one does not, with nothing left running.</summary>
    public async Task<Fleet> StartAsync(string endpoint, FleetPlan plan, CancellationToken cancellationToken)
    {
        var folder = context.Folder("endpoints", endpoint, $"fleet-{Interlocked.Increment(ref _fleets)}");
        var started = new List<ServingInstance>();
        try
        {
            var variants = new Dictionary<string, IReadOnlyList<ServingInstance>>(StringComparer.Ordinal);
            foreach (var variant in plan.Variants)
            {
                variants[variant.Name] = await StartAsync(endpoint, variant, Path.Combine(folder, variant.Name), started, cancellationToken);
            }

            return new Fleet(plan, variants, context.Compute.Supervision);
        }
        catch
        {
            await Task.WhenAll(started.Select(instance => instance.DisposeAsync().AsTask()));
            throw;
        }
    }

    private async Task<List<ServingInstance>> StartAsync(
        string endpoint, VariantPlan variant, string folder, List<ServingInstance> started, CancellationToken cancellationToken)
    {
        var role = context.Session(variant.RoleArn);
        var instances = new List<ServingInstance>();
        for (var index = 0; index < variant.InstanceCount; index++)
        {
            var root = Path.Combine(folder, $"{index}");
            var log = context.Log(role, $"Endpoints/{endpoint}", $"{variant.Name}/{InstanceId(root)}");
            var instance = new ServingInstance(context.Compute, await PrepareAsync(variant, root, role, cancellationToken), root, log)
            {
                Environment = Environment(endpoint, variant, role),
            };
            started.Add(instance);
            instances.Add(instance);
        }

        var problems = await Task.WhenAll(instances.Select(instance =>
            instance.StartAsync(client, TimeSpan.FromSeconds(variant.HealthCheckSeconds), cancellationToken)));
        return problems.FirstOrDefault(problem => problem is not null) is { } found
            ? throw new FleetFailureException(
                $"The primary container for production variant {variant.Name} did not pass the ping health check. Please check CloudWatch logs for this endpoint. ({found}; log group /aws/sagemaker/Endpoints/{endpoint})")
            : instances;
    }

    /// <summary>Shaped like EC2's; a process that is started in the same place later is another instance.</summary>
    private string InstanceId(string root)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{root} {context.Compute.Now()}"));
        return $"i-0{Convert.ToHexStringLower(hash)[..16]}";
    }

    private async Task<Images.RegisteredImage> PrepareAsync(VariantPlan variant, string root, RoleSession role, CancellationToken cancellationToken)
    {
        var model = Path.Combine(root, "model");
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        Directory.CreateDirectory(model);
        try
        {
            var image = context.Images.Pull(variant.Image, role.Principal);
            if (variant.ModelDataUrl is { } url)
            {
                var (uri, archive) = (S3Uri.Parse(url), Path.Combine(root, "model.tar.gz"));
                await context.Compute.Objects.DownloadAsync(role.Principal, uri.Bucket, uri.Key, archive, cancellationToken);
                await Archives.UnpackAsync(archive, model, cancellationToken);
                File.Delete(archive);
            }

            return image;
        }
        catch (AwsException exception)
        {
            throw new FleetFailureException($"Failed to download model data or image for container \"container_1\" of production variant {variant.Name}: {exception.Message}");
        }
        catch (InvalidDataException exception)
        {
            throw new FleetFailureException($"Failed to extract model data archive from URL \"{variant.ModelDataUrl}\": {exception.Message}");
        }
    }

    private Dictionary<string, string> Environment(string endpoint, VariantPlan variant, RoleSession role)
    {
        var environment = context.Compute.EnvironmentFor(role);
        environment["SAGEMAKER_REGION"] = context.Compute.Identity.Region;
        environment["SAGEMAKER_ENDPOINT_NAME"] = endpoint;
        foreach (var (name, value) in variant.Environment)
        {
            environment[name] = value;
        }

        return environment;
    }
}
