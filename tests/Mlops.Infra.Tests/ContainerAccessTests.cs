namespace Mlops.Infra.Tests;

/// <summary>The roles of containers that read what users sent: the monitor job's and the serving model's.</summary>
public sealed class ContainerAccessTests(SynthFixture synth)
{
    private IReadOnlyList<Statement> Monitor => synth.Pipeline.Statements(synth.Monitor.JobRole("Analyze"));

    private IReadOnlyList<Statement> Model => synth.Pipeline.Statements(synth.Deploy.JobRole("CreateModel"));

    [Theory]
    [InlineData("s3:GetObject", "artifacts-bucket/capture/mlops-ridership/AllTraffic/2026/01/01/00/x.jsonl")]
    [InlineData("s3:GetObject", "artifacts-bucket/monitor/ridership/2601010000-1a2b3c4/plan.json")]
    [InlineData("s3:GetObject", "artifacts-bucket/runs/ridership/2512010000-0123456/prepare/baseline.json")]
    [InlineData("s3:GetObject", "artifacts-bucket/runs/ridership/2512010000-0123456/evaluate/evaluation.json")]
    [InlineData("s3:GetObject", "data-bucket/truth/ridership/2026-01.csv")]
    [InlineData("s3:PutObject", "artifacts-bucket/monitor/ridership/2601010000-1a2b3c4/report/findings.json")]
    [InlineData("s3:ListBucket", "artifacts-bucket")]
    [InlineData("s3:ListBucket", "data-bucket")]
    public void MonitorJob_ForItsWork_MayCallS3(string action, string resource)
        => Assert.Contains(Monitor, statement => statement.Allows(action, $"arn:aws:s3:::{resource}"));

    [Theory]
    [InlineData("s3:PutObject", "artifacts-bucket/capture/mlops-ridership/AllTraffic/2026/01/01/00/x.jsonl")]
    [InlineData("s3:PutObject", "artifacts-bucket/runs/ridership/2512010000-0123456/prepare/baseline.json")]
    [InlineData("s3:PutObject", "artifacts-bucket/monitor/ridership/drift.json")]
    [InlineData("s3:PutObject", "artifacts-bucket/monitor/ridership/2601010000-1a2b3c4/definition.json")]
    [InlineData("s3:PutObject", "artifacts-bucket/monitor/ridership2/2601010000-1a2b3c4/report/findings.json")]
    [InlineData("s3:PutObject", "data-bucket/truth/ridership/2026-01.csv")]
    [InlineData("s3:GetObject", "artifacts-bucket/capture/mlops-ridership-west/AllTraffic/2026/01/01/00/x.jsonl")]
    [InlineData("s3:GetObject", "artifacts-bucket/objects/00ff")]
    [InlineData("s3:GetObject", "artifacts-bucket/runs/ridership/2512010000-0123456/train/x/output/model.tar.gz")]
    [InlineData("s3:GetObject", "data-bucket/incoming/ridership/2001-01.csv")]
    [InlineData("s3:GetObject", "data-bucket/truth/other/2026-01.csv")]
    public void MonitorJob_BeyondItsWork_MayNot(string action, string resource)
        => Assert.DoesNotContain(Monitor, statement => statement.Allows(action, $"arn:aws:s3:::{resource}"));

    [Fact]
    public void MonitorJob_Always_CallsNothingButS3BesidesWhatEveryContainerNeeds()
    {
        var actions = Monitor.SelectMany(statement => statement.Actions)
            .Where(action => !action.StartsWith("ecr:", StringComparison.Ordinal) && !action.StartsWith("logs:", StringComparison.Ordinal));

        Assert.Equal(["cloudwatch:PutMetricData", "s3:GetObject", "s3:ListBucket", "s3:PutObject"], actions.Distinct().Order());
    }

    [Theory]
    [InlineData("s3:PutObject", "quarantine/ridership/2601010000-1a2b3c4/rows.csv", true)]
    [InlineData("s3:GetObject", "quarantine/ridership/2601010000-1a2b3c4/rows.csv", false)]
    [InlineData("s3:PutObject", "quarantine/ridership2/2601010000-1a2b3c4/rows.csv", false)]
    [InlineData("s3:PutObject", "incoming/ridership/2001-01.csv", false)]
    [InlineData("s3:GetObject", "incoming/ridership/2001-01.csv", false)]
    public void Job_InTheDataBucket_MayWriteItsQuarantineAndNothingElse(string action, string key, bool isAllowed)
        => Assert.Equal(isAllowed, synth.Pipeline.Statements(synth.Retrain.JobRole("Prepare")).Any(statement => statement.Allows(action, $"arn:aws:s3:::data-bucket/{key}")));

    [Fact]
    public void Model_Always_WritesNothingButItsCapture()
    {
        var statements = Model.Where(statement => statement.Actions.Any(action => action.StartsWith("s3:", StringComparison.Ordinal))).ToList();

        Assert.Equal(["s3:GetObject", "s3:PutObject"], statements.SelectMany(statement => statement.Actions).Order());
        Assert.Equal(
            ["arn:aws:s3:::artifacts-bucket/capture/mlops-ridership/*"],
            statements.Where(statement => statement.Actions.Contains("s3:PutObject")).SelectMany(statement => statement.Resources));
        Assert.Equal(
            ["arn:aws:s3:::artifacts-bucket/runs/ridership/*/train/*"],
            statements.Where(statement => statement.Actions.Contains("s3:GetObject")).SelectMany(statement => statement.Resources));
    }
}
