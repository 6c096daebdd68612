using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mlops.Infra.Tests;

/// <summary>The templates have the names, and hand every function the variables and the payload, that docs/concepts promises.</summary>
public sealed partial class ContractTests(SynthFixture synth)
{
    private static readonly string[] Triggers = ["upload-trigger", "schedule-trigger", "request-trigger", "drift-trigger", "monitor-trigger", "close", "approval-answer"];

    public static TheoryData<string, string> Payloads => new()
    {
        { "settle", "pipeline, now, startedAt" },
        { "admit", "pipeline, cause, request, execution, startedAt, now, force, parameters, requestedBy, from, only, cache, override, definition, image" },
        { "snapshot", "pipeline, run, execution, now, force, image" },
        { "cache-lookup", "pipeline, run, execution, now, step, image, inputs" },
        { "cache-store", "pipeline, run, execution, now, step, cached, job" },
        { "champion", "pipeline, run, execution" },
        { "gate", "pipeline, run, execution, now" },
        { "record", "pipeline, execution, startedAt, now, outcome, state" },
        { "ask-approval", "pipeline, run, execution, now, token, package, model, modelData, image, escalateAfter, timeout, again" },
        { "decide-approval", "pipeline, run, execution, now, answer" },
        { "admit-deployment", "pipeline, run, execution, now, startedAt, champion" },
        { "smoke-test", "pipeline, run, golden" },
        { "promote", "pipeline, run, execution, now, champion, model, package, modelData" },
        { "release-deployment", "pipeline, run, execution" },
        { "monitor-plan", "pipeline, execution, startedAt, definition" },
        { "monitor-respond", "pipeline, monitor, run, now" },
    };

    /// <summary>The errors of functions that the contract calls final, sorted.</summary>
    internal static IEnumerable<string> FinalErrors()
        => ErrorName().Matches(FinalSentence().Match(ContractPage.Retrain.Text).Value).Select(name => name.Value).Order();

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Function_InEveryState_GetsItsPayload(string handler, string members)
    {
        var payloads = synth.Machines.SelectMany(machine => machine.Tasks)
            .Select(task => task.Value["Parameters"]!["FunctionName"] is { } function ? ((string)function!, task.Value["Parameters"]!["Payload"]!) : ((string)task.Value["Resource"]!, task.Value["Parameters"]!))
            .Where(call => Handler(call.Item1) == handler)
            .Select(call => Members(call.Item2).Order())
            .ToList();

        Assert.NotEmpty(payloads);
        Assert.All(payloads, payload => Assert.Equal(members.Split(", ").Order(), payload));
    }

    [Fact]
    public void Payloads_OfThePages_AreTheseOnes()
    {
        var written = ContractPage.Retrain.Payloads.Concat(ContractPage.Monitor.Payloads).Concat(ContractPage.Approval.Payloads).ToList();

        Assert.Equal(Payloads.Count - 1, written.Count);
        Assert.All(written, row => Assert.Contains(Payloads, payload =>
            payload.Data.Item1 == row.Handler && payload.Data.Item2.Split(", ").Order().SequenceEqual(row.Members.Split(", ").Order())));
    }

    [Fact]
    public void Functions_Always_AreTheContracts()
    {
        var handlers = synth.Pipeline.Resources("AWS::Lambda::Function").Values.Select(each => (string)each["Properties"]!["Handler"]!);

        Assert.Equal(Payloads.Select(row => row.Data.Item1).Concat(Triggers).Order(), handlers.Order());
    }

    [Fact]
    public void Environment_OfEveryFunction_IsThePages()
    {
        var written = ContractPage.Retrain.Environment.Concat(ContractPage.Monitor.Environment).Concat(ContractPage.Approval.Environment)
            .Select(row => $"{row.Handler}: {string.Join(' ', row.Variables.Concat(["PIPELINE", "SSL_CERT_DIR", "SSL_CERT_FILE"]).Order())}");
        var given = synth.Pipeline.Resources("AWS::Lambda::Function").Values.Select(each => each["Properties"]!)
            .Select(each => $"{(string)each["Handler"]!}: {string.Join(' ', each["Environment"]!["Variables"]!.AsObject().Select(variable => variable.Key).Order())}");

        Assert.Equal(written.Order(), given.Order());
    }

    [Theory]
    [InlineData("LEARN_PREFIXES", "snapshot", "incoming/ridership/ truth/ridership/", "incoming/undisturbed/")]
    [InlineData("LEARN_PREFIXES", "drift-trigger", "incoming/ridership/ truth/ridership/", "incoming/undisturbed/")]
    [InlineData("LEARN_PREFIXES", "monitor-respond", "incoming/ridership/ truth/ridership/", "incoming/undisturbed/")]
    [InlineData("ENDPOINT", "monitor-plan", "mlops-ridership", "mlops-undisturbed")]
    public void Variable_ByDefinition_HasItsValue(string variable, string handler, string ridership, string undisturbed)
    {
        Assert.Equal(ridership, Value(synth.Pipeline));
        Assert.Equal(undisturbed, Value(synth.Undisturbed));

        string Value(Template template) => (string)template.Function(handler)["Properties"]!["Environment"]!["Variables"]![variable]!;
    }

    [Theory]
    [InlineData("drift-trigger")]
    [InlineData("monitor-respond")]
    public void Image_OfWhoAsksForNews_IsTheTextThatAdmitGets(string handler)
    {
        var variables = synth.Pipeline.Function(handler)["Properties"]!["Environment"]!["Variables"]!;
        var admitted = synth.Retrain.State("Admit")["Parameters"]!;

        Assert.Equal((string)admitted["image"]!, Template.Text(variables["IMAGE"]));
        Assert.Equal(Mlops.Domain.Pipelines.PipelineDefinitionReader.Hash(Assert.Single(synth.Config.Pipelines).Definition), (string)variables["DEFINITION_HASH"]!);
    }

    [Fact]
    public void Names_OfThePages_AreTheTemplates()
    {
        var alarms = synth.Pipeline.Resources("AWS::CloudWatch::Alarm").Concat(synth.Pipeline.Resources("AWS::CloudWatch::CompositeAlarm"));
        var machines = synth.Pipeline.Resources("AWS::StepFunctions::StateMachine").Values.Select(each => (string)each["Properties"]!["StateMachineName"]!);

        Assert.Equal(ContractPage.Retrain.Names("Retrain machine, Deploy machine").Concat(ContractPage.Monitor.Names("Monitor machine")).Order(), machines.Order());
        Assert.Equal(ContractPage.Monitor.Names("alarms").Order(), alarms.Select(alarm => (string)alarm.Value["Properties"]!["AlarmName"]!).Order());
    }

    [Fact]
    public void Parameters_OfThePage_AreTheTemplates()
    {
        var handlers = ContractPage.Monitor.Names("SSM parameters").Skip(1).ToList();

        Assert.Equal(Triggers.Order(), handlers.Order());
        Assert.Equal(
            handlers.Select(handler => $"/mlops/ridership/{handler}").Order(),
            synth.Pipeline.Resources("AWS::SSM::Parameter").Values.Select(each => (string)each["Properties"]!["Name"]!).Order());
    }

    [Fact]
    public void Drift_WhenItPersists_IsToldWithTheMembersOfThePagesExample()
    {
        var entry = Assert.Single(synth.Monitor.State("EmitDrift")["Parameters"]!["Entries"]!.AsArray())!;

        Assert.Equal(ContractPage.Monitor.Example("## Events out").AsObject().Select(each => each.Key), Members(entry["Detail"]!));
        Assert.Equal(("mlops", "mlops", "mlops.drift.detected"), ((string)entry["EventBusName"]!, (string)entry["Source"]!, (string)entry["DetailType"]!));
    }

    [Fact]
    public void Deployment_Always_GetsItsInput()
        => Assert.Equal(
            "pipeline,run,image,modelData,model,package,champion,golden".Split(',').Order(),
            Members(synth.Retrain.State("Deploy")["Parameters"]!["Input"]!).Where(name => name != "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID").Order());

    [Theory]
    [InlineData("Deployed")]
    [InlineData("Stale")]
    public void Deployment_AtEitherGoodEnd_AnswersAllThatRetrainSelects(string end)
    {
        var answer = Members(synth.Deploy.State($"Outcome{end}")["Parameters"]!);
        var selected = synth.Retrain.State("Deploy")["ResultSelector"]!.AsObject().Select(each => (string)each.Value!)
            .Where(path => path.StartsWith("$.Output.", StringComparison.Ordinal)).Select(path => path["$.Output.".Length..]);

        Assert.Equal(selected.Order(), answer.Order());
    }

    [Fact]
    public void Payloads_Always_FitTheExecutionsLimitWithRoom()
    {
        var embedded = synth.Retrain.State("Admit")["Parameters"]!.ToJsonString().Length
            + synth.Retrain.State("Deploy")["Parameters"]!.ToJsonString().Length;

        Assert.InRange(embedded, 1, 128 * 1024);
    }

    [GeneratedRegex("Errors by name[^;]* are final", RegexOptions.Singleline)]
    private static partial Regex FinalSentence();

    [GeneratedRegex(@"\w+Exception")]
    private static partial Regex ErrorName();

    private static IEnumerable<string> Members(JsonNode map) => map.AsObject().Select(each => each.Key.Replace(".$", "", StringComparison.Ordinal));

    private string? Handler(string resource) => synth.Pipeline.Resources("AWS::Lambda::Function")
        .Where(each => resource.EndsWith($":{each.Key}", StringComparison.Ordinal))
        .Select(each => (string)each.Value["Properties"]!["Handler"]!).SingleOrDefault();
}
