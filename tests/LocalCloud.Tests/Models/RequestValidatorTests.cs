using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Tests.Models;

public sealed class RequestValidatorTests
{
    [Fact]
    public void Validate_WithOneBrokenRule_UsesAwssSentence() => Fails(
        "sagemaker", "DescribeTrainingJob", """{"TrainingJobName":"a_b"}""", "ValidationException",
        "1 validation error detected: Value 'a_b' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");

    [Fact]
    public void Validate_WithSeveral_ReportsThemTogether() => Fails(
        "sagemaker", "AddTags", """{"Tags":[{"Key":"k"}]}""", "ValidationException",
        "2 validation errors detected: Value null at 'resourceArn' failed to satisfy constraint: Member must not be null; Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null");

    [Fact]
    public void Validate_WithAValueOutsideAnEnum_ListsTheValues() => Fails(
        "stepfunctions", "ListExecutions", """{"statusFilter":"DONE"}""", "ValidationException",
        "1 validation error detected: Value 'DONE' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, PENDING_REDRIVE]");

    [Fact]
    public void Validate_WithScalarsInAList_ReportsTheList() => Fails(
        "ssm", "GetParameters", """{"Names":["a",""]}""", "ValidationException",
        "1 validation error detected: Value '[a, ]' at 'names' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1]");

    [Fact]
    public void Validate_ByQueryServices_IsAValidationError() => Fails(
        "sns", "Publish", """{"Message":"m","MessageAttributes":{"attr1":{}}}""", "ValidationError",
        "1 validation error detected: Value null at 'messageAttributes.attr1.member.dataType' failed to satisfy constraint: Member must not be null");

    [Theory]
    [InlineData("""{"TrainingJobName":7}""", "an object", false)]
    [InlineData("""{"TrainingJobName":7}""", "Expected a string, found 7", true)]
    [InlineData("""{"TrainingJobName":"a","Colour":"red"}""", "Unknown member 'Colour'", true)]
    public void Validate_WithWhatDoesNotParse_IsASerializationException(string input, string text, bool expected)
    {
        var problem = Assert.Throws<AwsException>(() => Validate("sagemaker", "DescribeTrainingJob", input));

        Assert.Equal("SerializationException", problem.Code);
        Assert.Equal(expected, problem.Message.Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"AutoMLJobName":"a"}""", false)]
    [InlineData("""{"Name":"n","Value":"v","Type":"String","Overwrite":true}""", true)]
    public void Problems_OfAPutParameter_AreFound(string input, bool fits) =>
        Assert.Equal(fits, ModelCheck.Problems("ssm", "PutParameter", JsonNode.Parse(input)!.AsObject()).Count == 0);

    [Fact]
    public void Problems_WithTheWildcard_HoldsAnywhere()
    {
        var input = new JsonObject
        {
            ["TrainingJobName"] = ModelCheck.Wildcard,
            ["AlgorithmSpecification"] = new JsonObject { ["TrainingImage"] = ModelCheck.Wildcard, ["TrainingInputMode"] = ModelCheck.Wildcard },
            ["RoleArn"] = ModelCheck.Wildcard,
            ["OutputDataConfig"] = ModelCheck.Wildcard,
            ["ResourceConfig"] = new JsonObject { ["InstanceCount"] = ModelCheck.Wildcard },
            ["StoppingCondition"] = new JsonObject { ["MaxRuntimeInSeconds"] = 0 },
            ["HyperParameters"] = new JsonObject { ["seed"] = ModelCheck.Wildcard },
        };

        var problem = Assert.Single(ModelCheck.Problems("sagemaker", "CreateTrainingJob", input));

        Assert.Equal("stoppingCondition.maxRuntimeInSeconds", problem.Path);
    }

    [Fact]
    public void Problems_OfAnUnknownOperation_NamesTheKnown() =>
        Assert.Contains("GetParameter", Assert.Single(ModelCheck.Problems("ssm", "Nonsense", [])).Message, StringComparison.Ordinal);

    [Fact]
    public void SdkIntegrationNames_OfStepFunctions_GoThereAndBack()
    {
        var input = JsonNode.Parse("""{"StateMachineArn":"a","Input":"{}","Colour":1}""")!.AsObject();

        var model = SdkIntegrationNames.ToModel("stepfunctions", "StartExecution", input);

        Assert.Equal("""{"stateMachineArn":"a","input":"{}","Colour":1}""", model.ToJsonString());
        Assert.Equal("""{"ExecutionArn":"e"}""", SdkIntegrationNames.FromModel("stepfunctions", "StartExecution", new() { ["executionArn"] = "e" }).ToJsonString());
    }

    private static void Fails(string service, string operation, string input, string code, string message)
    {
        var problem = Assert.Throws<AwsException>(() => Validate(service, operation, WithTopic(service, input)));

        Assert.Equal((code, message), (problem.Code, problem.Message));
    }

    private static string WithTopic(string service, string input) =>
        service == "sns" ? input.Insert(1, "\"TopicArn\":\"arn:aws:sns:us-east-1:111122223333:t\",") : input;

    private static void Validate(string service, string operation, string input) =>
        new RequestValidator().Validate(service, operation, JsonNode.Parse(input)!.AsObject());
}
