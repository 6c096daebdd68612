using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.EventBridge.Patterns;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Tests;

/// <summary>Which events reach which targets, by the pattern matcher of the LocalCloud, which is held against AWS's own cases.</summary>
public sealed class RuleTests(SynthFixture synth)
{
    private const string Approval = "RulesApprovalRule", Upload = "RulesUploadRule", Request = "RulesRequestRule", Ended = "RulesEndedRule", DriftAlarm = "RulesDriftAlarmRule";
    private const string Notify = "Notify", Failures = "Failures", Unclaimed = "Unclaimed", Persisting = $"{Notify} RulesDriftDetectedRule";

    /// <summary>Events and the rules that they match, in order. What AWS sends comes on the default bus, everything else on the product's.</summary>
    public static TheoryData<string, string> Events => new()
    {
        { ObjectCreated("data-bucket", "incoming/ridership/2001-01.csv"), Upload },
        { ObjectCreated("data-bucket", "incoming/ridership/a b+c/ü.csv"), Upload },
        { ObjectCreated("data-bucket", "incoming/ridership2/2001-01.csv"), "" },
        { ObjectCreated("data-bucket", "incoming/ridership"), "" },
        { ObjectCreated("data-bucket", "Incoming/ridership/2001-01.csv"), "" },
        { ObjectCreated("data-bucket", "truth/ridership/2001-01.csv"), "" },
        { ObjectCreated("data-bucket", "quarantine/ridership/2601010000-1a2b3c4/rows.csv"), "" },
        { ObjectCreated("artifacts-bucket", "incoming/ridership/2001-01.csv"), "" },
        { ObjectCreated("data-bucket", "incoming/ridership/2001-01.csv").Replace("Object Created", "Object Deleted", StringComparison.Ordinal), "" },
        { PackageChange("mlops-ridership", "Approved"), Approval },
        { PackageChange("mlops-ridership", "Rejected"), Approval },
        { PackageChange("mlops-ridership", "PendingManualApproval"), "" },
        { PackageChange("mlops-ridership-west", "Approved"), "" },
        { StatusChange("mlops-ridership-retrain", "FAILED"), $"{Failures} {Ended}" },
        { StatusChange("mlops-ridership-retrain", "ABORTED"), $"{Failures} {Ended}" },
        { StatusChange("mlops-ridership-deploy", "TIMED_OUT"), $"{Failures} {Ended}" },
        { StatusChange("mlops-ridership-retrain", "SUCCEEDED"), "" },
        { StatusChange("mlops-ridership-retrain", "RUNNING"), "" },
        { StatusChange("mlops-ridership-monitor", "FAILED"), Failures },
        { StatusChange("mlops-other-retrain", "FAILED"), Failures },
        { StatusChange("another-product", "FAILED"), "" },
        { AlarmChange("mlops-ridership-drift", "ALARM"), DriftAlarm },
        { AlarmChange("mlops-ridership-drift", "OK"), "" },
        { AlarmChange("mlops-ridership-drift", "INSUFFICIENT_DATA"), "" },
        { AlarmChange("mlops-ridership-feature-drift", "ALARM"), "" },
        { AlarmChange("mlops-ridership-quality-loss", "ALARM"), "" },
        { AlarmChange("mlops-other-drift", "ALARM"), "" },
        { """{ "source": "mlops", "detail-type": "mlops.drift.detected", "detail": { "version": 1, "pipeline": "ridership", "reasons": ["x"] } }""", Persisting },
        { """{ "source": "mlops", "detail-type": "mlops.drift.detected", "detail": { "version": 1, "pipeline": "other" } }""", Notify },
        { """{ "source": "impostor", "detail-type": "mlops.drift.detected", "detail": { "pipeline": "ridership" } }""", "" },
        { Requested("ci.jenkins", """{ "pipeline": "ridership", "requestId": "build-1234", "cause": "ci" }"""), Request },
        { Requested("mlops", """{ "pipeline": "ridership" }"""), $"{Notify} {Request}" },
        { Requested("ci.jenkins", """{ "pipeline": "ridership2" }"""), Unclaimed },
        { Requested("ci.jenkins", """{ "pipeline": "Ridership" }"""), Unclaimed },
        { Requested("ci.jenkins", """{ "pipeline": 7 }"""), Unclaimed },
        { Requested("ci.jenkins", """{ "pipeline": null }"""), Unclaimed },
        { Requested("ci.jenkins", """{ "pipeline": { "name": "ridership" } }"""), Unclaimed },
        { Requested("ci.jenkins", """{ "requestId": "build-1234" }"""), Unclaimed },
        { Requested("ci.jenkins", "{}"), Unclaimed },
        { Requested("ci.jenkins", """{ "pipeline": "ridership" }""").Replace("requested", "finished", StringComparison.Ordinal), "" },
        { """{ "source": "mlops", "detail-type": "run finished", "detail": {} }""", Notify },
    };

    /// <summary>The repository's examples of events, which are of another account's names.</summary>
    public static TheoryData<string, string> Examples => new()
    {
        { "s3-object-created/put.json", Upload },
        { "s3-object-created/multipart.json", Upload },
        { "s3-object-created/odd-key.json", Upload },
        { "s3-object-created/folder-marker.json", Upload },
        { "model-package-state-change/approved.json", Approval },
        { "approval-requested/first.json", Notify },
        { "approval-requested/escalated.json", Notify },
        { "approval-decided/approved.json", Notify },
        { "approval-decided/expired.json", Notify },
        { "approval-decided/late.json", Notify },
        { "execution-status-change/failed.json", $"{Failures} {Ended}" },
        { "execution-status-change/aborted.json", $"{Failures} {Ended}" },
        { "execution-status-change/timed-out.json", $"{Failures} {Ended}" },
        { "execution-status-change/data-rejected.json", $"{Failures} {Ended}" },
        { "execution-status-change/deployment-aborted.json", $"{Failures} {Ended}" },
        { "execution-status-change/succeeded.json", "" },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_Always_MatchesJustItsRules(string json, string rules) => Assert.Equal(rules, Matching(json));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_Always_MatchesJustItsRules(string file, string rules)
    {
        var json = File.ReadAllText(Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory)!, "events", file))
            .Replace("mlops-data-123456789012", "data-bucket", StringComparison.Ordinal).Replace("eu-central-1", "eu-west-1", StringComparison.Ordinal);

        Assert.Equal(rules, Matching(json));
    }

    [Fact]
    public void Request_ForAnyPipelineOfTheApp_IsNotUnclaimed()
    {
        var rule = synth.VariantsFoundation.Resources("AWS::Events::Rule").Single(each => each.Key.StartsWith(Unclaimed, StringComparison.Ordinal)).Value["Properties"]!;

        Assert.All(new[] { "unwatched", "undisturbed" }, name => Assert.False(Matches(rule, Requested("ci", $$"""{ "pipeline": "{{name}}" }"""))));
        Assert.True(Matches(rule, Requested("ci", """{ "pipeline": "ridership" }""")));
    }

    [Fact]
    public void Rule_Always_HasEitherAPatternOrASchedule()
        => Assert.All(Rules(), rule => Assert.True(rule.Rule["EventPattern"] is null != rule.Rule["ScheduleExpression"] is null, rule.Id));

    [Fact]
    public void Schedules_Always_AreTheDefinitionsTheMonitorsAndTheApprovals()
        => Assert.Equal(
            ["RulesApprovalSweepRule: rate(1 hour)", "RulesMonitorRule: rate(6 hours)", "RulesSchedule0Rule: rate(7 days)", "RulesSchedule1Rule: cron(0 3 ? * MON *)"],
            Rules().Where(rule => rule.Rule["ScheduleExpression"] is not null).Select(rule => $"{rule.Id}: {(string)rule.Rule["ScheduleExpression"]!}").Order());

    [Theory]
    [InlineData("RulesUploadRule", "upload-trigger")]
    [InlineData("RulesSchedule0Rule", "schedule-trigger")]
    [InlineData("RulesSchedule1Rule", "schedule-trigger")]
    [InlineData("RulesRequestRule", "request-trigger")]
    [InlineData("RulesDriftAlarmRule", "drift-trigger")]
    [InlineData("RulesDriftDetectedRule", "drift-trigger")]
    [InlineData("RulesMonitorRule", "monitor-trigger")]
    [InlineData("RulesApprovalRule", "approval-answer")]
    [InlineData("RulesApprovalSweepRule", "approval-answer")]
    [InlineData("RulesEndedRule", "close")]
    public void Rule_OfThePipeline_CallsItsFunctionAndKeepsWhatFailedInThatFunctionsQueue(string id, string handler)
    {
        var target = Assert.Single(Rules().Single(rule => rule.Id == id).Rule["Targets"]!.AsArray())!;
        var function = synth.Pipeline.Resources("AWS::Lambda::Function")[(string)target["Arn"]!["Fn::GetAtt"]![0]!]["Properties"]!;

        Assert.Equal(handler, (string)function["Handler"]!);
        Assert.True(JsonNode.DeepEquals(function["DeadLetterConfig"]!["TargetArn"], target["DeadLetterConfig"]!["Arn"]));
    }

    [Fact]
    public void Queue_OfAFunction_IsItsOwn()
    {
        var queues = synth.Pipeline.Resources("AWS::Lambda::Function").Values
            .Select(function => function["Properties"]!["DeadLetterConfig"]).OfType<JsonObject>().Select(each => each.ToJsonString()).ToList();

        Assert.Equal(queues.Count, queues.Distinct().Count());
        Assert.Equal(queues.Count, synth.Pipeline.Resources("AWS::SQS::Queue").Count);
    }

    [Fact]
    public void Target_Always_RetriesAndKeepsWhatItCannotDeliver()
        => Assert.All(Rules(), rule =>
        {
            Assert.Equal(rule.Id == Unclaimed ? 2 : 1, rule.Rule["Targets"]!.AsArray().Count);
            Assert.All(rule.Rule["Targets"]!.AsArray().Select(target => target!), target =>
            {
                Assert.Equal(10, (int)target["RetryPolicy"]!["MaximumRetryAttempts"]!);
                Assert.Equal(3600, (int)target["RetryPolicy"]!["MaximumEventAgeInSeconds"]!);
                var queue = (string)target["DeadLetterConfig"]!["Arn"]!["Fn::GetAtt"]![0]!;
                Assert.False(JsonNode.DeepEquals(target["Arn"], target["DeadLetterConfig"]!["Arn"]));
                Assert.Contains(rule.Template.Resources("AWS::SQS::QueuePolicy").Values, policy => Admits(policy, queue, rule.LogicalId));
            });
        });

    [Fact]
    public void Unclaimed_Always_FillsThePublishedQueueAndTellsTheTopic()
    {
        var rule = Rules().Single(each => each.Id == Unclaimed);
        var targets = rule.Rule["Targets"]!.AsArray().Select(target => target!["Arn"]!).ToList();
        var queue = (string)targets[0]["Fn::GetAtt"]![0]!;
        var published = synth.Foundation.Resources("AWS::SSM::Parameter").Values.Single(each => (string)each["Properties"]!["Name"]! == "/mlops/unclaimed");

        Assert.Equal(queue, (string)published["Properties"]!["Value"]!["Ref"]!);
        Assert.StartsWith("Notifications", (string)targets[1]["Ref"]!, StringComparison.Ordinal);
        Assert.Contains(synth.Foundation.Resources("AWS::SQS::QueuePolicy").Values, policy => Admits(policy, queue, rule.LogicalId));
    }

    [Fact]
    public void Functions_OfRules_AdmitJustTheRulesThatCallThem()
    {
        var admitted = synth.Pipeline.Resources("AWS::Lambda::Permission").Values.Select(each => each["Properties"]!).ToList();

        Assert.All(admitted, permission => Assert.Equal("events.amazonaws.com", (string)permission["Principal"]!));
        Assert.Equal(
            Rules().Where(rule => rule.Template == synth.Pipeline)
                .Select(rule => $"{rule.LogicalId} {(string)rule.Rule["Targets"]![0]!["Arn"]!["Fn::GetAtt"]![0]!}").Order(),
            admitted.Select(permission => $"{(string)permission["SourceArn"]!["Fn::GetAtt"]![0]!} {(string)permission["FunctionName"]!["Fn::GetAtt"]![0]!}").Order());
    }

    [Fact]
    public void Pipeline_WithoutMonitor_HasNeitherMonitorNorDriftRules()
        => Assert.Equal([Approval, "RulesApprovalSweepRule", Ended, Request, Upload], Ids(synth.Unwatched));

    [Theory]
    [InlineData(Upload, "DISABLED")]
    [InlineData(DriftAlarm, "DISABLED")]
    [InlineData("RulesDriftDetectedRule", "DISABLED")]
    [InlineData("RulesMonitorRule", "ENABLED")]
    [InlineData(Request, "ENABLED")]
    [InlineData(Ended, "ENABLED")]
    public void Rule_OfATriggerThatIsOff_IsDisabled(string id, string state)
    {
        Assert.Equal(state, State(synth.Undisturbed));
        Assert.Equal("ENABLED", State(synth.Pipeline));

        string State(Template template) => (string)template.Resources("AWS::Events::Rule").Single(rule => Id(rule.Key) == id).Value["Properties"]!["State"]!;
    }

    [Fact]
    public void Pipeline_WithoutSchedules_HasNone() => Assert.DoesNotContain(Ids(synth.Undisturbed), id => id.StartsWith("RulesSchedule", StringComparison.Ordinal));

    private static IEnumerable<string> Ids(Template template) => template.Resources("AWS::Events::Rule").Keys.Select(Id).Order(StringComparer.Ordinal);

    // Eight hexadecimal digits make a logical id unique.
    private static string Id(string logicalId) => logicalId[..^8];

    private IEnumerable<(Template Template, string Id, string LogicalId, JsonNode Rule)> Rules() => synth.Templates.SelectMany(template =>
        template.Resources("AWS::Events::Rule").Select(rule => (template, Id(rule.Key), rule.Key, rule.Value["Properties"]!)));

    private string Matching(string json) => string.Join(' ', Rules().Where(each => Matches(each.Rule, json)).Select(each => each.Id).Order(StringComparer.Ordinal));

    private static bool Matches(JsonNode rule, string json)
    {
        using var anEvent = JsonDocument.Parse(json);
        var sentByAws = anEvent.RootElement.GetProperty("source").GetString()!.StartsWith("aws.", StringComparison.Ordinal);
        return rule["EventPattern"] is { } pattern && sentByAws == rule["EventBusName"] is null
            && EventPattern.Compile(Template.Resolve(pattern).ToJsonString()).Matches(anEvent.RootElement);
    }

    private static bool Admits(JsonObject policy, string queue, string rule)
    {
        var properties = policy["Properties"]!;
        return (string)properties["Queues"]![0]!["Ref"]! == queue && properties["PolicyDocument"]!["Statement"]!.AsArray().Any(statement =>
            (string)statement!["Effect"]! == "Allow"
            && (string?)statement["Condition"]?["ArnEquals"]?["aws:SourceArn"]?["Fn::GetAtt"]?[0] == rule);
    }

    private static string Requested(string source, string detail)
        => $$"""{ "source": "{{source}}", "detail-type": "mlops.retrain.requested", "detail": {{detail}} }""";

    private static string AlarmChange(string alarm, string state) => $$"""
        {
          "version": "0", "id": "d3dfc86d-384d-24c8-0345-9f7986db0b80", "detail-type": "CloudWatch Alarm State Change",
          "source": "aws.cloudwatch", "account": "123456789012", "time": "2026-01-02T00:00:30Z", "region": "eu-west-1",
          "resources": ["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:{{alarm}}"],
          "detail": {
            "alarmName": "{{alarm}}",
            "state": { "value": "{{state}}", "reason": "a child alarm changed", "timestamp": "2026-01-02T00:00:30.000+0000" },
            "previousState": { "value": "{{(state == "ALARM" ? "OK" : "ALARM")}}", "timestamp": "2026-01-01T00:00:30.000+0000" },
            "configuration": { "alarmRule": "ALARM(x) OR ALARM(y)" }
          }
        }
        """;

    private static string ObjectCreated(string bucket, string key) => $$"""
        {
          "version": "0", "id": "17793124-05d4-b198-2fde-7ededc63b103", "detail-type": "Object Created", "source": "aws.s3",
          "account": "123456789012", "time": "2026-01-01T00:00:10Z", "region": "eu-west-1", "resources": ["arn:aws:s3:::{{bucket}}"],
          "detail": {
            "version": "0", "bucket": { "name": "{{bucket}}" },
            "object": { "key": "{{key}}", "size": 5, "etag": "b1946ac92492d2347c6235b4d2611184", "version-id": "v1", "sequencer": "00617F08299329D189" },
            "request-id": "N4N7GDK58NMKJ12R", "requester": "123456789012", "source-ip-address": "1.2.3.4", "reason": "PutObject"
          }
        }
        """;

    private static string PackageChange(string group, string status)
        => $$"""{ "source": "aws.sagemaker", "detail-type": "SageMaker Model Package State Change", "detail": { "ModelPackageGroupName": "{{group}}", "ModelApprovalStatus": "{{status}}" } }""";

    private static string StatusChange(string machine, string status) => $$"""
        {
          "version": "0", "id": "315c1398-40ff-a850-213b-158f73e60175", "detail-type": "Step Functions Execution Status Change",
          "source": "aws.states", "account": "123456789012", "time": "2026-01-01T01:00:00Z", "region": "eu-west-1",
          "resources": ["arn:aws:states:eu-west-1:123456789012:execution:{{machine}}:upload-20260101T000000Z"],
          "detail": {
            "executionArn": "arn:aws:states:eu-west-1:123456789012:execution:{{machine}}:upload-20260101T000000Z",
            "stateMachineArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:{{machine}}",
            "name": "upload-20260101T000000Z", "status": "{{status}}", "startDate": 1767225600000, "stopDate": 1767229200000
          }
        }
        """;
}
