namespace Amazon.SageMaker.Model;

/// <summary>The RetryStrategy structure of the SageMaker API.</summary>
public class RetryStrategy
{
    public int? MaximumRetryAttempts { get; set; }
}
