using System.Text.Json;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Mlops.Domain.Pipelines;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>Makes the functions of one pipeline: all from one executable, each with the variables that it asks for and no others.</summary>
public sealed class FunctionFactory(Construct scope, PipelineArns arns, PipelineFunctionsProps props)
{
    // OpenSSL reads them when it is first used. Parsing all roots of the system costs a cold start most of its time.
    private static readonly string[] Trust = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

    private readonly Dictionary<string, string> _variables = new()
    {
        ["PIPELINE"] = props.Pipeline.Definition.Name,
        ["DATA_BUCKET"] = props.Store.DataBucket,
        ["ARTIFACTS_BUCKET"] = props.Store.ArtifactsBucket,
        ["RETRAIN_MACHINE_ARN"] = arns.RetrainMachine,
        ["DEPLOY_MACHINE_ARN"] = arns.DeployMachine,
        ["MONITOR_MACHINE_ARN"] = arns.MonitorMachine,
        ["BUS"] = PipelineNames.Bus,
        ["ENDPOINT"] = props.Pipeline.Names.Endpoint,
        ["PROBLEM"] = JsonNamingPolicy.CamelCase.ConvertName(props.Pipeline.Definition.Problem.Type.ToString()),
        ["SETTLE_SECONDS"] = $"{(long)props.Pipeline.Definition.Data.Settle.TotalSeconds}",
        ["LEARN_PREFIXES"] = string.Join(' ', props.Store.LearnPrefixes),
        ["DEFINITION_HASH"] = PipelineDefinitionReader.Hash(props.Pipeline.Definition),
        ["IMAGE"] = props.Images,
        ["SSL_CERT_FILE"] = $"/var/task/{FunctionsPackage.Roots}",
        ["SSL_CERT_DIR"] = "/var/task/none",
        ["APPROVAL"] = props.Serving is { Current.IsManual: true } ? "PendingManualApproval" : "Approved",
    };

    /// <summary>A function that a machine calls and waits for.</summary>
    public IFunction Create(string id, string handler, string[] variables, params PolicyStatement[] access)
        => Create(id, Props(handler, variables, access));

    public IFunction Create(string id, PipelineFunctionProps function) => new PipelineFunction(scope, id, function).Function;

    /// <summary>A function that takes events, with a queue of its own for those that it could not handle.</summary>
    public PipelineFunction CreateForEvents(string id, string handler, string[] variables, params PolicyStatement[] access)
        => CreateForEvents(id, Props(handler, variables, access));

    public PipelineFunction CreateForEvents(string id, PipelineFunctionProps function) => new(scope, id, function with { TakesEvents = true });

    public PipelineFunctionProps Props(string handler, string[] variables, IReadOnlyList<PolicyStatement> access) => new()
    {
        Handler = handler,
        Code = props.Code,
        Architecture = props.Architecture,
        Environment = variables.Prepend("PIPELINE").Concat(Trust).ToDictionary(name => name, name => _variables[name]),
        Access = access,
    };
}
