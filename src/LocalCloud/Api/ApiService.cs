namespace LocalCloud.Api;

/// <summary>
/// A service as its engine offers it: botocore's service name (<c>stepfunctions</c>, <c>sagemaker</c>, <c>sagemaker-runtime</c>,
/// <c>cloudformation</c>, <c>events</c>, <c>iam</c>, <c>lambda</c>, <c>logs</c>, <c>s3</c>, <c>sns</c>, <c>sqs</c>, <c>ssm</c>, <c>sts</c>) and its operations by name.
/// </summary>
public sealed class ApiService(string name, IEnumerable<ApiOperation> operations)
{
    public string Name { get; } = name;

    public IReadOnlyDictionary<string, ApiOperation> Operations { get; } =
        operations.ToDictionary(operation => operation.Name, StringComparer.Ordinal);
}
