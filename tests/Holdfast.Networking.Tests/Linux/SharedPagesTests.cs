using Holdfast.Networking.Linux;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Networking.Tests.Linux;

public sealed class SharedPagesTests
{
    [Fact]
    public void WhatOneWrites_TheOtherReads()
    {
        using SharedPages one = SharedPages.TryCreate(8192)!;
        using SharedPages other = SharedPages.TryAdopt(Copy(one), 8192)!;
        one.WordAt(8184).Value.ShouldBe(0);
        one.WordAt(8184).Value = 5;
        Interlocked.Add(ref other.WordAt(8184).Value, 2);
        one.WordAt(8184).Value.ShouldBe(7);
    }

    [Fact]
    public void Lock_IsForOneAndEndsWithItsHolder()
    {
        using SharedPages one = SharedPages.TryCreate(4096)!;
        using SharedPages other = SharedPages.TryAdopt(Copy(one), 4096)!;
        one.TryLock(2).ShouldBeTrue();
        (other.TryLock(2), other.TryLock(1)).ShouldBe((false, true));
        one.Dispose();
        other.TryLock(2).ShouldBeTrue();
    }

    [Fact]
    public void WordsOutside_AreRefused()
    {
        using SharedPages pages = SharedPages.TryCreate(4096)!;
        Should.Throw<ArgumentOutOfRangeException>(() => pages.WordAt(4096));
        Should.Throw<ArgumentOutOfRangeException>(() => pages.WordAt(-8));
        Should.Throw<ArgumentOutOfRangeException>(() => pages.WordAt(4));
    }

    [Fact]
    public void OtherSize_IsNotTaken()
    {
        using SharedPages pages = SharedPages.TryCreate(4096)!;
        SharedPages.TryAdopt(Copy(pages), 8192).ShouldBeNull();
    }

    [Fact]
    public void Memory_CannotBeCutShort()
    {
        using SharedPages pages = SharedPages.TryCreate(4096)!;
        using SafeFileHandle copy = File.OpenHandle($"/proc/self/fd/{pages.Descriptor}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Should.Throw<Exception>(() => RandomAccess.SetLength(copy, 0));
    }

    private static int Copy(SharedPages pages)
    {
        SafeFileHandle copy = File.OpenHandle($"/proc/self/fd/{pages.Descriptor}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        int descriptor = (int)copy.DangerousGetHandle();
        copy.SetHandleAsInvalid();
        return descriptor;
    }
}
