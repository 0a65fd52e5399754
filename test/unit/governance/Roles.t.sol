// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {RoleTable} from "causeway/governance/RoleTable.sol";
import {Duty, Roles} from "causeway/governance/Roles.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {IQuorum} from "causeway/messaging/IQuorum.sol";
import {Quorum} from "causeway/messaging/Quorum.sol";
import {Test} from "forge-std/Test.sol";

/// @notice A manager configured by the table, before one contract that it governs.
contract RolesTest is Test {
    address private governor = makeAddr("governor");
    address private guardian = makeAddr("guardian");
    AccessManager private manager = new AccessManager(address(this));
    Quorum private quorum = new Quorum(IMessenger(address(1)), address(manager));

    function setUp() public {
        vm.warp(1_800_000_000);
        quorum.addTransport(address(2));
        Duty[] memory rows = new RoleTable().duties();
        for (uint256 i; i < rows.length; ++i) {
            if (keccak256(bytes(rows[i].target)) != keccak256("Quorum")) continue;
            manager.setTargetFunctionRole(address(quorum), rows[i].governor, Roles.GOVERNOR);
            manager.setTargetFunctionRole(address(quorum), rows[i].guardian, Roles.GUARDIAN);
        }
        manager.grantRole(Roles.GOVERNOR, governor, Roles.GOVERNOR_DELAY);
        manager.grantRole(Roles.GUARDIAN, guardian, Roles.GUARDIAN_DELAY);
        manager.setRoleGuardian(Roles.GOVERNOR, Roles.GUARDIAN);
    }

    function test_governor_loosensAfterTheDelay() public {
        bytes memory data = abi.encodeCall(IQuorum.setCommittee, (address(3)));
        vm.startPrank(governor);
        vm.expectPartialRevert(IAccessManager.AccessManagerNotScheduled.selector);
        quorum.setCommittee(address(3));
        (bytes32 id,) = manager.schedule(address(quorum), data, 0);
        vm.warp(1_800_000_000 + 7 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, id));
        quorum.setCommittee(address(3));
        vm.warp(1_800_000_000 + 7 days);
        quorum.setCommittee(address(3));
        assertEq(quorum.committee(), address(3));
    }

    function test_guardian_tightensAtOnce() public {
        vm.prank(guardian);
        quorum.disableTransport(address(2));
        assertFalse(quorum.transports()[0].enabled);
    }

    function test_guardian_cancelsWhatIsScheduled() public {
        bytes memory data = abi.encodeCall(IQuorum.setCommittee, (address(3)));
        vm.prank(governor);
        (bytes32 id,) = manager.schedule(address(quorum), data, 0);
        vm.prank(guardian);
        manager.cancel(governor, address(quorum), data);
        assertEq(manager.getSchedule(id), 0);
    }

    function test_guardian_RevertWhen_loosening() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian));
        vm.prank(guardian);
        quorum.setCommittee(address(3));
    }

    /// @dev A selector that stood in both lists of a row would belong to whichever was set last.
    function test_table_namesEachFunctionOnce() public pure {
        Duty[] memory rows = Roles.table();
        for (uint256 i; i < rows.length; ++i) {
            uint256 governors = rows[i].governor.length;
            uint256 all = governors + rows[i].guardian.length;
            for (uint256 j; j < all; ++j) {
                for (uint256 k; k < j; ++k) {
                    assertNotEq(_at(rows[i], governors, j), _at(rows[i], governors, k), rows[i].target);
                }
            }
        }
    }

    function _at(Duty memory row, uint256 governors, uint256 index) private pure returns (bytes32) {
        return index < governors ? row.governor[index] : row.guardian[index - governors];
    }
}
