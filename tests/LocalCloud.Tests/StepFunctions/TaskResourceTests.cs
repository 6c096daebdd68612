using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StepFunctions.Integrations;

namespace LocalCloud.Tests.StepFunctions;

public sealed class TaskResourceTests
{
    [Theory]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:f")]
    [InlineData("arn:aws:states:::lambda:invoke.waitForTaskToken")]
    [InlineData("arn:aws:states:::states:startExecution")]
    [InlineData("arn:aws:states:::states:startExecution.waitForTaskToken")]
    [InlineData("arn:aws:states:::sagemaker:createTrainingJob")]
    [InlineData("arn:aws:states:::sagemaker:createProcessingJob")]
    [InlineData("arn:aws:states:::sagemaker:createModel")]
    [InlineData("arn:aws:states:::sagemaker:createEndpointConfig")]
    [InlineData("arn:aws:states:::sagemaker:createEndpoint")]
    [InlineData("arn:aws:states:::events:putEvents.waitForTaskToken")]
    [InlineData("arn:aws:states:::sns:publish")]
    [InlineData("arn:aws:states:::sns:publish.waitForTaskToken")]
    [InlineData("arn:aws:states:::sqs:sendMessage")]
    [InlineData("arn:aws:states:::aws-sdk:cloudwatch:putMetricData")]
    [InlineData("arn:aws:states:::aws-sdk:eventbridge:putEvents")]
    [InlineData("arn:aws:states:::aws-sdk:lambda:invoke")]
    [InlineData("arn:aws:states:::aws-sdk:s3:putObject")]
    [InlineData("arn:aws:states:::aws-sdk:sagemaker:describeEndpoint")]
    [InlineData("arn:aws:states:::aws-sdk:sagemakerruntime:invokeEndpoint")]
    [InlineData("arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken")]
    [InlineData("arn:aws:states:::aws-sdk:sns:publish")]
    [InlineData("arn:aws:states:::aws-sdk:sqs:sendMessage")]
    [InlineData("arn:aws:states:::aws-sdk:ssm:getParameter")]
    [InlineData("arn:aws:states:::aws-sdk:sts:getCallerIdentity")]
    public void Resource_Served_HasNoProblem(string arn)
    {
        Assert.True(TaskResource.TryParse(arn, out var resource));

        Assert.Null(IntegrationCatalog.Problem(resource));
    }

    [Theory]
    [InlineData("arn:aws:states:::batch:submitJob.sync")]
    [InlineData("arn:aws:states:::sagemaker:createHyperParameterTuningJob.sync")]
    [InlineData("arn:aws:states:::aws-sdk:sagemaker:createTrainingJob.sync")]
    [InlineData("arn:aws:states:::aws-sdk:dynamodb:getItem")]
    public void Resource_NotServed_IsRefused(string arn)
    {
        Assert.True(TaskResource.TryParse(arn, out var resource));

        Assert.Contains(arn, IntegrationCatalog.Problem(resource), StringComparison.Ordinal);
    }
}
