using System.Net;
using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Amazon.SageMakerRuntime;
using Amazon.SageMakerRuntime.Model;

namespace Mlops.Functions.Tests.Fakes;

/// <summary>One endpoint, or none, and a registry of packages by ARN.</summary>
internal sealed class FakeSageMaker() : AmazonSageMakerClient(new AnonymousAWSCredentials(), RegionEndpoint.USEast1)
{
    public string? Status { get; set; }

    public string? Configuration { get; set; }

    public Dictionary<string, DescribeModelPackageResponse> Packages { get; } = [];

    /// <summary>ARN of a package that cannot be changed.</summary>
    public string? Broken { get; set; }

    public List<CreateModelPackageRequest> Registered { get; } = [];

    public List<UpdateModelPackageRequest> Updates { get; } = [];

    /// <summary>Who calls, as SageMaker sees them.</summary>
    public string Caller { get; set; } = "arn:aws:sts::123456789012:assumed-role/product/function";

    public DateTime Now { get; set; } = new(2026, 1, 1, 1, 0, 0, DateTimeKind.Utc);

    public override Task<UpdateModelPackageResponse> UpdateModelPackageAsync(UpdateModelPackageRequest request, CancellationToken cancellationToken = default)
    {
        Updates.Add(request);
        if (request.ModelPackageArn == Broken)
        {
            throw new AmazonSageMakerException("Rate exceeded");
        }

        if (Packages.TryGetValue(request.ModelPackageArn, out var package))
        {
            package.ModelApprovalStatus = request.ModelApprovalStatus ?? package.ModelApprovalStatus;
            package.ApprovalDescription = request.ApprovalDescription ?? package.ApprovalDescription;
            package.ModelLifeCycle = request.ModelLifeCycle ?? package.ModelLifeCycle;
            package.LastModifiedBy = new UserContext { IamIdentity = new IamIdentity { Arn = Caller } };
            package.LastModifiedTime = Now;
        }

        return Task.FromResult(new UpdateModelPackageResponse { ModelPackageArn = request.ModelPackageArn });
    }

    public override Task<DescribeModelPackageResponse> DescribeModelPackageAsync(DescribeModelPackageRequest request, CancellationToken cancellationToken = default) =>
        Packages.TryGetValue(request.ModelPackageName, out var package) ? Task.FromResult(package)
            : throw new AmazonSageMakerException($"ModelPackage {request.ModelPackageName} does not exist.", ErrorType.Unknown, "ValidationException", "request", HttpStatusCode.BadRequest);

    /// <summary>As SageMaker: the same token is the same package.</summary>
    public override Task<CreateModelPackageResponse> CreateModelPackageAsync(CreateModelPackageRequest request, CancellationToken cancellationToken = default)
    {
        if (Registered.FindIndex(each => each.ClientToken == request.ClientToken) is var known && known < 0)
        {
            Registered.Add(request);
            known = Registered.Count - 1;
        }

        return Task.FromResult(new CreateModelPackageResponse { ModelPackageArn = $"arn:aws:sagemaker:eu-central-1:123456789012:model-package/{request.ModelPackageGroupName}/{known + 1}" });
    }

    public override Task<DescribeEndpointResponse> DescribeEndpointAsync(DescribeEndpointRequest request, CancellationToken cancellationToken = default) =>
        Status is null
            ? throw new AmazonSageMakerException($"Could not find endpoint \"{request.EndpointName}\".", ErrorType.Unknown, "ValidationException", "request", HttpStatusCode.BadRequest)
            : Task.FromResult(new DescribeEndpointResponse { EndpointName = request.EndpointName, EndpointStatus = Status, EndpointConfigName = Configuration });
}

/// <summary>Answers every invocation with one text, or with a model's error.</summary>
internal sealed class FakeRuntime() : AmazonSageMakerRuntimeClient(new AnonymousAWSCredentials(), RegionEndpoint.USEast1)
{
    public string Answer { get; set; } = "";

    public ModelErrorException? Error { get; set; }

    public string? Asked { get; private set; }

    public override Task<InvokeEndpointResponse> InvokeEndpointAsync(InvokeEndpointRequest request, CancellationToken cancellationToken = default)
    {
        Asked = Encoding.UTF8.GetString(request.Body.ToArray());
        return Error is null ? Task.FromResult(new InvokeEndpointResponse { Body = new MemoryStream(Encoding.UTF8.GetBytes(Answer)), ContentType = "text/csv" }) : throw Error;
    }
}
