namespace Amazon.Lambda.Model;

/// <summary>Input of GetFunctionConfiguration.</summary>
public class GetFunctionConfigurationRequest : AmazonLambdaRequest
{
    public string FunctionName { get; set; }

    public string Qualifier { get; set; }
}
