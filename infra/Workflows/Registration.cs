namespace Mlops.Infra.Workflows;

/// <summary>The requests that hand a model on: to the registry and to the Deploy machine.</summary>
internal sealed class Registration(WorkflowProps props, Jobs jobs)
{
    /// <summary>CreateModelPackage. The run is its idempotency token: a second try answers with the package of the first.</summary>
    public Dictionary<string, object> ModelPackage() => new()
    {
        ["ModelPackageGroupName"] = props.Pipeline.Names.ModelPackageGroup,
        ["ModelPackageDescription.$"] = $"States.Format('{props.Pipeline.Definition.Name}, run {{}}', $.admission.run)",
        ["ClientToken.$"] = "$.admission.run",
        ["ModelApprovalStatus.$"] = "$.admission.approval",
        ["ModelLifeCycle"] = new Dictionary<string, object> { ["Stage"] = "PreProduction", ["StageStatus.$"] = "$.admission.approval" },
        ["InferenceSpecification"] = new Dictionary<string, object>
        {
            ["Containers"] = new object[]
            {
                new Dictionary<string, object> { ["Image"] = TrainImage, ["ModelDataUrl.$"] = Jobs.ModelData },
            },
            ["SupportedContentTypes"] = new object[] { "text/csv", "application/json", "application/jsonlines" },
            ["SupportedResponseMIMETypes"] = new object[] { "text/csv", "application/json", "application/jsonlines" },
            ["SupportedRealtimeInferenceInstanceTypes"] = new object[] { props.Pipeline.Definition.Serving.InstanceType },
        },
        ["ModelMetrics"] = new Dictionary<string, object>
        {
            ["ModelQuality"] = Statistics("evaluate/evaluation.json"),
            ["ModelDataQuality"] = Statistics("prepare/baseline.json"),
        },
        ["DriftCheckBaselines"] = new Dictionary<string, object>
        {
            ["ModelQuality"] = Statistics("evaluate/evaluation.json"),
            ["ModelDataQuality"] = Statistics("prepare/baseline.json"),
        },
        ["MetadataProperties"] = new Dictionary<string, object> { ["GeneratedBy.$"] = "$$.Execution.Id" },
        ["CustomerMetadataProperties"] = new Dictionary<string, object>
        {
            ["run.$"] = "$.admission.run",
            ["cause.$"] = "$.cause",
            ["request.$"] = "$.request",
            ["dataset.$"] = "$.snapshot.dataset",
            ["manifest.$"] = jobs.RunUri("manifest.json"),
            ["definition.$"] = "$.admission.definition",
            ["image"] = TrainImage,
            ["model.$"] = "$.gate.model",
            ["gate.$"] = "$.gate.verdict",
            ["gateNote.$"] = "$.gate.note",
            ["execution.$"] = "$$.Execution.Id",
        },
    };

    /// <summary>StartExecution of the Deploy machine.</summary>
    public Dictionary<string, object> Deployment(string machineArn) => new()
    {
        ["StateMachineArn"] = machineArn,
        ["Name.$"] = $"States.Format('{{}}-{{}}-{{}}-{{}}', $.admission.run, $.round.number, {Jobs.Attempt})",
        ["Input"] = new Dictionary<string, object>
        {
            ["pipeline"] = props.Pipeline.Definition.Name,
            ["run.$"] = "$.admission.run",
            ["image"] = TrainImage,
            ["modelData.$"] = Jobs.ModelData,
            ["model.$"] = "$.gate.model",
            ["package.$"] = "$.package.ModelPackageArn",
            ["champion.$"] = "$.champion.version",
            ["golden"] = props.Pipeline.Golden,

            // The console links the two executions by this member.
            ["AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$"] = "$$.Execution.Id",
        },
    };

    private Dictionary<string, object> Statistics(string file) => new()
    {
        ["Statistics"] = new Dictionary<string, object> { ["ContentType"] = "application/json", ["S3Uri.$"] = jobs.RunUri(file) },
    };

    // The image that trained a model is the one that can load it.
    private string TrainImage => props.Image(props.Pipeline.Definition.Steps.Train.Image);
}
