using System.Runtime.InteropServices;

namespace Holdfast.Networking.Linux;

/// <summary>One message with descriptors beside its bytes, as sendmsg and recvmsg want it (unix(7), cmsg(3)).</summary>
internal static unsafe class DescriptorMessage
{
    // struct cmsghdr of 64-bit Linux: 8 bytes length, 4 level, 4 type; what follows is padded to 8.
    private const int HeaderBytes = 16;
    private const int ControlBytes = HeaderBytes + (((DescriptorChannel.DescriptorsPerMessageMax * sizeof(int)) + 7) & ~7);

    /// <summary>Returns the errno, 0 when the whole message went.</summary>
    public static int Send(int socket, ReadOnlySpan<byte> payload, ReadOnlySpan<int> descriptors)
    {
        byte* control = stackalloc byte[ControlBytes];
        int used = HeaderBytes + (descriptors.Length * sizeof(int));
        *(nuint*)control = (nuint)used;
        *(int*)(control + 8) = Kernel.LevelSocket;
        *(int*)(control + 12) = Kernel.PassDescriptors;
        descriptors.CopyTo(new Span<int>(control + HeaderBytes, descriptors.Length));
        fixed (byte* memory = payload)
        {
            MessagePart part = new() { Base = memory, Bytes = (nuint)payload.Length };
            MessageHeader message = new() { Parts = &part, PartCount = 1 };
            if (descriptors.Length > 0)
            {
                message.Control = control;
                message.ControlBytes = (nuint)used;
            }

            nint sent;
            do
            {
                // Safe: the payload is pinned; header, part and control live in this frame and the sizes are theirs.
                sent = Syscalls.SendMessage(socket, &message, Kernel.NoSignal);
            }
            while (sent < 0 && Syscalls.LastErrno() == Errno.Interrupted);
            return sent < 0 ? Syscalls.LastErrno() : 0;
        }
    }

    /// <summary>Returns the errno, 0 when the message came whole or the peer closed (no bytes).</summary>
    public static int Receive(int socket, Span<byte> payload, List<int> descriptors, out int bytes)
    {
        byte* control = stackalloc byte[ControlBytes];
        bytes = 0;
        fixed (byte* memory = payload)
        {
            MessagePart part = new() { Base = memory, Bytes = (nuint)payload.Length };
            MessageHeader message = new() { Parts = &part, PartCount = 1, Control = control, ControlBytes = ControlBytes };
            nint received;
            do
            {
                // Safe: as in Send; the kernel writes at most the sizes given in the header.
                received = Syscalls.ReceiveMessage(socket, &message, Kernel.CloseOnExecReceived);
            }
            while (received < 0 && Syscalls.LastErrno() == Errno.Interrupted);
            if (received < 0)
            {
                return Syscalls.LastErrno();
            }

            int before = descriptors.Count;
            Collect(control, (int)message.ControlBytes, descriptors);
            if ((message.Flags & (Kernel.MessageTruncated | Kernel.ControlTruncated)) != 0)
            {
                // A part of the listeners would be worse than none: the caller would believe it has them all.
                CloseFrom(descriptors, before);
                return Errno.MessageSize;
            }

            bytes = (int)received;
            return 0;
        }
    }

    private static void Collect(byte* control, int controlBytes, List<int> descriptors)
    {
        // Safe: the kernel filled controlBytes bytes; with only SCM_RIGHTS in use there is at most one entry, at the front.
        if (controlBytes < HeaderBytes || *(int*)(control + 8) != Kernel.LevelSocket || *(int*)(control + 12) != Kernel.PassDescriptors)
        {
            return;
        }

        int data = (int)Math.Min(*(nuint*)control, (nuint)controlBytes) - HeaderBytes;
        descriptors.AddRange(MemoryMarshal.Cast<byte, int>(new ReadOnlySpan<byte>(control + HeaderBytes, data)));
    }

    private static void CloseFrom(List<int> descriptors, int first)
    {
        for (int i = first; i < descriptors.Count; i++)
        {
            Syscalls.Close(descriptors[i]);
        }

        descriptors.RemoveRange(first, descriptors.Count - first);
    }
}
