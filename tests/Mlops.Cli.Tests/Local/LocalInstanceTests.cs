using Mlops.Cli.Local;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Local;

public sealed class LocalInstanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Running_LivingProcess_IsFound()
    {
        var self = Self();
        self.Save(_folder.Path);

        Assert.Equal(self, LocalInstance.Running(_folder.Path));
    }

    [Fact]
    public void Running_ProcessIdGivenToAnother_IsNotFound()
    {
        (Self() with { Started = 1 }).Save(_folder.Path);

        Assert.Null(LocalInstance.Running(_folder.Path));
    }

    [Fact]
    public void Running_ProcessThatEnded_IsNotFound()
    {
        // Above the kernel's limit of process ids.
        (Self() with { ProcessId = int.MaxValue }).Save(_folder.Path);

        Assert.Null(LocalInstance.Running(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"ProcessId\":")]
    public void Running_DamagedFile_IsNotFound(string content)
    {
        _folder.File("instance.json", content);

        Assert.Null(LocalInstance.Running(_folder.Path));
    }

    [Fact]
    public void Running_NoFile_IsNotFound() => Assert.Null(LocalInstance.Running(_folder.Path));

    private static LocalInstance Self() => new()
    {
        ProcessId = Environment.ProcessId,
        Started = ProcessTable.StartOf(Environment.ProcessId)!.Value,
        Endpoint = new Uri("http://127.0.0.1:4566"),
        Account = LocalOptions.DefaultAccount,
        Region = LocalOptions.DefaultRegion,
    };
}
