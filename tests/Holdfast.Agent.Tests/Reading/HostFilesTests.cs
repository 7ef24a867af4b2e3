using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Reading;

public sealed class HostFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-agent-").FullName;
    private readonly HostFiles files = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void OpenFilesOfAProcess_AreItsDescriptors()
    {
        // Other tests of this process open and close a few meanwhile.
        int before = files.OpenFiles(Environment.ProcessId).ShouldNotBeNull();
        FileStream[] open = [.. Enumerable.Range(0, 300).Select(_ => File.OpenRead("/dev/null"))];
        (files.OpenFiles(Environment.ProcessId).ShouldNotBeNull() - before).ShouldBeInRange(200, 400);
        Array.ForEach(open, file => file.Dispose());
    }

    [Fact]
    public void CountWithoutTheKernelsHelp_IsTheSame()
    {
        for (int index = 0; index < 30; index++)
        {
            File.WriteAllText(Path.Combine(folder, $"{index}"), "");
        }

        HostFiles.CountOf(folder).ShouldBe(30);
        (HostFiles.CountOf("/proc/self/fd") - files.OpenFiles(Environment.ProcessId).ShouldNotBeNull()).ShouldBeInRange(-400, 400);
    }

    [Fact]
    public void ProcessThatIsGone_HasNoNumber() => files.OpenFiles(int.MaxValue).ShouldBeNull();

    [Fact]
    public void WhatIsNotThere_IsNull()
    {
        files.ReadText(Path.Combine(folder, "none")).ShouldBeNull();
        files.List(Path.Combine(folder, "none")).ShouldBeEmpty();
        files.LinkTarget(Path.Combine(folder, "none")).ShouldBeNull();
    }
}
